"""A record is seen as its level and code allow, and not by its lists of recipients alone.

The sentence is built from the pure rule's own tables; the one before it asked for neither level nor
code, nor in which roles somebody looks.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import RECORD_SEEN, VIEWER

BEFORE = f"""
    originator_id = {VIEWER}
    or (
        {VIEWER} is not null
        and passed_gate_by <> ''
        and (only_members is null or {VIEWER} = any(only_members))
        and {VIEWER} <> all(except_members)
    )
"""


def policy(seen: str) -> str:
    return f"alter policy read_own on registers_record using ({seen})"


class Migration(migrations.Migration):
    dependencies = [("registers", "0003_versions_by_key"), ("access", "0004_reach")]
    operations = [migrations.RunSQL(policy(RECORD_SEEN), policy(BEFORE))]
