"""A judgement or a proposal is seen by who may see both records, so that none tells of a third.

The policies ask the record's own table, whose policy answers; by primary key, a row at a time.
Whoever sees both may propose; a judgement is written for one's own member alone.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import protect, unchangeable

BOTH_SEEN = """
    exists (select from registers_record seen where seen.id = first_id)
    and exists (select from registers_record seen where seen.id = second_id)
"""
OWN = "member_id = {viewer}"
RECORD_SEEN = "exists (select from registers_record seen where seen.id = record_id)"


class Migration(migrations.Migration):
    dependencies = [("resolution", "0001_initial"), ("registers", "0002_rows")]
    operations = [
        *protect("resolution_proposal", read=BOTH_SEEN, write=BOTH_SEEN),
        *protect(
            "resolution_judgement", read=BOTH_SEEN, write=f"{OWN} and {BOTH_SEEN}"
        ),
        *protect(
            "resolution_misusedidentity", read=RECORD_SEEN, write=f"{OWN} and {RECORD_SEEN}"
        ),
        unchangeable("resolution_judgement"),
        unchangeable("resolution_misusedidentity"),
    ]
