"""A sighting's policy looks its record up by key, instead of listing every record first.

Measured where the policy of versions was changed in the same way (``registers.0003``).
"""

from django.db import migrations

VIEWER = "(select tocsin_member())"
SEEN = f"""
    record_id in (select id from registers_record)
    and (
        member_id = {VIEWER}
        or record_id in (select id from registers_record where originator_id = {VIEWER})
    )
"""
RECORD = "select from registers_record r where r.id = sightings_sighting.record_id"
SEEN_BY_KEY = f"""
    exists ({RECORD})
    and (member_id = {VIEWER} or exists ({RECORD} and r.originator_id = {VIEWER}))
"""


def policy(seen: str) -> str:
    return f"alter policy read_own on sightings_sighting using ({seen})"


class Migration(migrations.Migration):
    dependencies = [("sightings", "0002_rows"), ("registers", "0003_versions_by_key")]
    operations = [migrations.RunSQL(policy(SEEN_BY_KEY), policy(SEEN))]
