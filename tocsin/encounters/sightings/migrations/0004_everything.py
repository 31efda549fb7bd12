"""The ombudsperson sees sightings too, as they see records."""

from django.db import migrations

from tocsin.safeguards.access.handling import Sees
from tocsin.safeguards.access.rows import VIEWER, sees

RECORD = "select from registers_record r where r.id = sightings_sighting.record_id"


def policy(ours: str) -> str:
    return (
        "alter policy read_own on sightings_sighting using ("
        f"exists ({RECORD}) and ({ours} or exists ({RECORD} and r.originator_id = {VIEWER})))"
    )


OURS = f"member_id = {VIEWER}"


class Migration(migrations.Migration):
    dependencies = [("sightings", "0003_sightings_by_key"), ("access", "0004_reach")]
    operations = [migrations.RunSQL(policy(f"{OURS} or {sees(Sees.EVERYTHING)}"), policy(OURS))]
