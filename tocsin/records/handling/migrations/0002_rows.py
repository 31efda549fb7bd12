"""A flag is seen by the member that made it and by the record's originator, who is told.

Whoever may no longer see the record sees no flag on it either, although they made it.
"""

from django.db import migrations

from tocsin.safeguards.access.handling import Sees
from tocsin.safeguards.access.rows import VIEWER, protect, sees

RECORD = "select from registers_record r where r.id = handling_flag.record_id"
SEEN = f"""
    exists ({RECORD})
    and (
        member_id = {VIEWER}
        or {sees(Sees.EVERYTHING)}
        or exists ({RECORD} and r.originator_id = {VIEWER})
    )
"""
OWN = f"member_id = {VIEWER} and exists ({RECORD} and r.originator_id <> {VIEWER})"


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0001_initial"),
        ("access", "0004_reach"),
        ("registers", "0004_handling"),
    ]
    operations = protect("handling_flag", read=SEEN, write=OWN)
