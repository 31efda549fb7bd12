"""Who sees and writes at the gate, and what a reviewer of another member may change of a record.

A reviewer changes a record's standing before the gate and nothing else of it: a trigger compares
the rest. A record is published by a verdict of another member on its very version, or by rule.
"""

from django.db import migrations

from tocsin.safeguards.access.handling import Sees
from tocsin.safeguards.access.rows import VIEWER, protect, sees, unchangeable

SEEN = "exists (select from registers_record r where r.id = record_id)"
OWN = "member_id = {viewer}"
VERDICT_SEEN = f"""
    member_id = {VIEWER} or originator_id = {VIEWER} or {sees(Sees.EVERYTHING)}
    or {sees(Sees.GATE)} and {VIEWER} is not null and {VIEWER} <> all(excepted)
"""
AT_THE_GATE = f"""
    {sees(Sees.GATE)} and {VIEWER} is not null and originator_id <> {VIEWER}
    and {VIEWER} <> all(except_members)
"""
DECIDED = f"""
    exists (select from gate_verdict v where v.record_id = registers_record.id
        and v.member_id = {VIEWER})
"""


def policy(name, definition):
    return migrations.RunSQL(
        f"create policy {name} on registers_record {definition}",
        f"drop policy {name} on registers_record",
    )


POLICIES = [
    policy("read_appealed", f"for select using ({AT_THE_GATE} and state = 'appealed')"),
    policy("read_decided", f"for select using ({AT_THE_GATE} and {DECIDED})"),
    policy(
        "decide_at_gate",
        f"for update using ({AT_THE_GATE} and state in ('submitted', 'appealed'))"
        f" with check ({AT_THE_GATE} and state in ('submitted', 'published', 'refused'))",
    ),
]

ONLY_THE_GATE = migrations.RunSQL(
    """
    create function registers_check_gate() returns trigger language plpgsql as $$
    declare
        viewer bigint := tocsin_member();
        judged text[] := array['state', 'passed_gate_by', 'ended_at', 'changed_in'];
    begin
        if viewer is not null and viewer <> old.originator_id
            and to_jsonb(new) - judged <> to_jsonb(old) - judged then
            raise exception 'only the originator changes what a record says'
                using errcode = 'check_violation', constraint = 'record_changed_by_originator';
        end if;
        if new.state = 'published' and old.state in ('submitted', 'appealed', 'held', 'refused')
            and new.passed_gate_by like 'gate:%' and not exists (
                select from gate_verdict v where v.record_id = new.id and v.outcome = 'pass'
                    and v.version = new.version and v.member_id <> new.originator_id
            ) then
            raise exception 'a record is passed by a reviewer of another member'
                using errcode = 'check_violation', constraint = 'record_passed_by_another_member';
        end if;
        return new;
    end $$;
    create trigger registers_check_gate before update on registers_record
        for each row execute function registers_check_gate();
    """,
    """
    drop trigger registers_check_gate on registers_record;
    drop function registers_check_gate();
    """,
)

FORGET = migrations.RunSQL(
    """
    create function registers_check_removal() returns trigger language plpgsql as $$
    begin
        if old.state <> 'refused' then
            raise exception 'only a refused record is deleted; others end and stay as evidence'
                using errcode = 'check_violation', constraint = 'record_removed_when_refused';
        end if;
        return old;
    end $$;
    create trigger registers_check_removal before delete on registers_record
        for each row execute function registers_check_removal();
    """,
    """
    drop trigger registers_check_removal on registers_record;
    drop function registers_check_removal();
    """,
)


def cascade(table, column="record_id"):
    """What belongs to a record goes with it; the database does it, whose rights nobody else has."""
    name = f"{table}_goes_with_record"
    return migrations.RunSQL(
        f"""
        do $$ declare found text; begin
            select conname into found from pg_constraint
                where conrelid = '{table}'::regclass and contype = 'f'
                and confrelid = 'registers_record'::regclass;
            execute format('alter table {table} drop constraint %I', found);
        end $$;
        alter table {table} add constraint {name} foreign key ({column})
            references registers_record (id) on delete cascade deferrable initially deferred;
        """,
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("gate", "0001_initial"),
        ("registers", "0007_sent_by"),
        ("access", "0004_reach"),
        ("documents", "0002_rows"),
    ]
    operations = [
        *protect("gate_verdict", read=VERDICT_SEEN, write=OWN),
        *protect("gate_appeal", read=SEEN, write=OWN),
        *protect("gate_release", read=SEEN, write=OWN),
        unchangeable("gate_verdict"),
        unchangeable("gate_appeal"),
        unchangeable("gate_release"),
        *POLICIES,
        ONLY_THE_GATE,
        FORGET,
        *(
            cascade(table)
            for table in (
                "registers_version",
                "documents_nameddocument",
                "gate_verdict",
                "gate_appeal",
                "gate_release",
            )
        ),
    ]
