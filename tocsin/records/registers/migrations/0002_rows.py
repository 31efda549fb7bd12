"""Who sees a record, who may change it, and the mark that tells the index what changed.

A version is visible with its record: its policy asks the record's table, whose own policy
answers. The originator alone writes either.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import append_only, let_indexer_read, protect

RECORD_SEEN = """
    originator_id = {viewer}
    or (
        {viewer} is not null  -- null <> all('{{}}') is true: no viewer would see every open record
        and passed_gate_by <> ''
        and (only_members is null or {viewer} = any(only_members))
        and {viewer} <> all(except_members)
    )
"""
VERSION_SEEN = "record_id in (select id from registers_record)"
VERSION_OWN = "record_id in (select id from registers_record where originator_id = {viewer})"

MARK_CHANGES = migrations.RunSQL(
    """
    create function registers_mark_change() returns trigger language plpgsql as $$
    begin
        if tg_op = 'INSERT' or new.version <> old.version or new.state <> old.state then
            new.changed_in := pg_current_xact_id()::text::bigint;
        end if;
        return new;
    end $$;
    create trigger registers_mark_change before insert or update on registers_record
        for each row execute function registers_mark_change();
    """,
    """
    drop trigger registers_mark_change on registers_record;
    drop function registers_mark_change();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("registers_record", read=RECORD_SEEN, write="originator_id = {viewer}"),
        *protect("registers_version", read=VERSION_SEEN, write=VERSION_OWN),
        let_indexer_read("registers_record"),
        let_indexer_read("registers_version"),
        append_only("registers_version"),
        MARK_CHANGES,
    ]
