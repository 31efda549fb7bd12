"""Who sees a proposal, and that the database too holds an answer to the four eyes.

The trigger repeats what `rules.check_second` says, of the officer's member as it stands in the
register of members, so that no code above can answer for somebody else.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import protect, unchangeable

SEEN = "(member_id = {viewer} or asked is null or {viewer} = any(asked))"
OLD = "expires_at < now() - interval '2 years'"
FOUR_EYES = migrations.RunSQL(
    """
    create function approval_check_answer() returns trigger language plpgsql as $$
    declare
        proposed approval_proposal%rowtype;
    begin
        select * into proposed from approval_proposal where id = new.proposal_id;
        if not found then
            raise exception 'a proposal that can''t be seen takes no answer'
                using errcode = 'check_violation';
        end if;
        if not exists (
            select from members_officer officer join members_unit unit on unit.id = officer.unit_id
            where officer.id = new.officer_id and unit.member_id = new.member_id
        ) then
            raise exception 'an answer is an officer''s of the member that gives it'
                using errcode = 'check_violation';
        end if;
        if new.answered_at >= proposed.expires_at then
            raise exception 'a proposal that has lapsed takes no answer'
                using errcode = 'check_violation';
        end if;
        if new.step = 'withdraw' and new.officer_id <> proposed.officer_id
            or new.step <> 'withdraw' and (
                new.officer_id = proposed.officer_id
                or proposed.second = 'same_member' and new.member_id <> proposed.member_id
                or proposed.second = 'other_member' and new.member_id = proposed.member_id)
        then
            raise exception 'a proposal takes the answer of a second officer'
                using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger approval_check_answer before insert on approval_answer
        for each row execute function approval_check_answer();
    """,
    """
    drop trigger approval_check_answer on approval_answer;
    drop function approval_check_answer();
    """,
)
# Removal is for what is past keeping alone, whoever asks.
KEPT_TWO_YEARS = migrations.RunSQL(
    f"""
    drop policy remove_own on approval_proposal;
    create policy remove_old on approval_proposal for delete using ({OLD});
    drop policy remove_own on approval_answer;
    create policy remove_old on approval_answer for delete using (
        answered_at < now() - interval '2 years');
    """,
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    dependencies = [
        ("approval", "0001_initial"),
        ("access", "0002_viewer"),
        ("members", "0001_initial"),
    ]
    operations = [
        *protect("approval_proposal", read=SEEN, write="member_id = {viewer}"),
        *protect(
            "approval_answer",
            read="exists (select from approval_proposal p where p.id = proposal_id)",
            write="member_id = {viewer}",
        ),
        unchangeable("approval_proposal"),
        unchangeable("approval_answer"),
        KEPT_TWO_YEARS,
        FOUR_EYES,
    ]
