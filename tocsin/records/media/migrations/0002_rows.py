"""A file is seen with its record, and attached and detached by the originator alone."""

from django.db import migrations

from tocsin.safeguards.access.rows import VIEWER, protect, unchangeable

SEEN = "exists (select from registers_record r where r.id = record_id)"
OWN = f"""
    member_id = {VIEWER}
    and exists (select from registers_record r where r.id = record_id
                and r.originator_id = {VIEWER})
"""


class Migration(migrations.Migration):
    dependencies = [("media", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("media_attachment", read=SEEN, write=OWN),
        unchangeable("media_attachment"),
    ]
