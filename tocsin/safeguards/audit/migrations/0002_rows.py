"""The auditor's member and the officer's own see a question; only the officer who is asked answers.

The trigger holds the answer to that whatever the code above does.
"""

from django.db import migrations

from tocsin.safeguards.access.handling import Sees
from tocsin.safeguards.access.rows import protect, sees, unchangeable

SEEN = f"member_id = {{viewer}} or asked_by_member = {{viewer}} or {sees(Sees.EVERYTHING)}"
OLD = "now() - interval '2 years'"
OWN_ANSWER = migrations.RunSQL(
    """
    create function audit_check_justification() returns trigger language plpgsql as $$
    begin
        if not exists (
            select from audit_question
            where id = new.question_id and officer_id = new.officer_id
                and member_id = new.member_id
        ) then
            raise exception 'a question is answered by the officer whom it was put to'
                using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger audit_check_justification before insert on audit_justification
        for each row execute function audit_check_justification();
    """,
    """
    drop trigger audit_check_justification on audit_justification;
    drop function audit_check_justification();
    """,
)
KEPT_TWO_YEARS = migrations.RunSQL(
    f"""
    drop policy remove_own on audit_question;
    create policy remove_old on audit_question for delete using (due_at < {OLD});
    drop policy remove_own on audit_justification;
    create policy remove_old on audit_justification for delete using (answered_at < {OLD});
    """,
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("audit_question", read=SEEN, write="asked_by_member = {viewer}"),
        *protect(
            "audit_justification",
            read="exists (select from audit_question q where q.id = question_id)",
            write="member_id = {viewer}",
        ),
        unchangeable("audit_question"),
        unchangeable("audit_justification"),
        KEPT_TWO_YEARS,
        OWN_ANSWER,
    ]
