"""Candidates are reviewed by the member that screened them; a hit takes a fitting decision.

The trigger repeats in the database what `rules.py` says: a hit is made by "same" where the record
asks for nothing coercive, else by the concurrence of a second officer of the same member.
"""

from django.db import migrations

from tocsin.foundations.vocabulary.codes import COERCIVE_ACTIONS
from tocsin.safeguards.access.rows import protect, unchangeable

OWN = "member_id = {viewer}"
COERCIVE = ", ".join(f"'{action}'" for action in sorted(COERCIVE_ACTIONS))

HIT_NEEDS_DECISION = migrations.RunSQL(
    f"""
    create function review_check_hit() returns trigger language plpgsql as $$
    begin
        if not exists (
            select from review_decision made
            join screening_proposedmatch candidate on candidate.id = made.adjudication_id
            join registers_record record on record.id = candidate.record_id
            where made.id = new.decision_id
              and candidate.id = new.candidate_id
              and made.member_id = new.member_id
              and (
                made.conclusion = 'same' and record.requested_action not in ({COERCIVE})
                or made.conclusion = 'concurs' and exists (
                    select from review_decision proposed
                    join members_officer first on first.id = proposed.officer_id
                    join members_unit first_unit on first_unit.id = first.unit_id
                    join members_officer second on second.id = made.officer_id
                    join members_unit second_unit on second_unit.id = second.unit_id
                    where proposed.adjudication_id = made.adjudication_id
                      and proposed.conclusion = 'proposed_same'
                      and proposed.id < made.id
                      and first.id <> second.id
                      and first_unit.member_id = second_unit.member_id
                )
              )
        ) then
            raise exception 'a hit needs the decision of an officer, or of two where it coerces'
                using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger review_check_hit before insert on review_hit
        for each row execute function review_check_hit();
    """,
    """
    drop trigger review_check_hit on review_hit;
    drop function review_check_hit();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("review_adjudication", read=OWN, write=OWN),
        *protect("review_decision", read=OWN, write=OWN),
        *protect("review_hit", read=OWN, write=OWN),
        unchangeable("review_decision"),
        unchangeable("review_hit"),
        HIT_NEEDS_DECISION,
    ]
