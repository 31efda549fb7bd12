"""A sighting is seen by its reporter's member and the record's originator; it needs a hit."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect, unchangeable

SEEN = """
    record_id in (select id from registers_record)
    and (
        member_id = {viewer}
        or record_id in (select id from registers_record where originator_id = {viewer})
    )
"""

SIGHTING_NEEDS_HIT = migrations.RunSQL(
    """
    create function sightings_check_hit() returns trigger language plpgsql as $$
    begin
        if not exists (
            select from review_hit hit
            join screening_proposedmatch candidate on candidate.id = hit.candidate_id
            where hit.id = new.hit_id
              and hit.member_id = new.member_id
              and candidate.record_id = new.record_id
        ) then
            raise exception 'a sighting needs a hit of its own member on its own record'
                using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger sightings_check_hit before insert on sightings_sighting
        for each row execute function sightings_check_hit();
    """,
    """
    drop trigger sightings_check_hit on sightings_sighting;
    drop function sightings_check_hit();
    """,
)


class Migration(migrations.Migration):
    dependencies = [
        ("sightings", "0001_initial"),
        ("review", "0002_rows"),
        ("registers", "0002_rows"),
    ]
    operations = [
        *protect("sightings_sighting", read=SEEN, write="member_id = {viewer}"),
        unchangeable("sightings_sighting"),
        SIGHTING_NEEDS_HIT,
    ]
