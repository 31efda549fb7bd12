"""A draft is its member's alone; a final one can be read and not changed, whoever tries."""

from django.db import migrations

from tocsin.safeguards.access.rows import VIEWER, protect

OWN = "member_id = {viewer}"
OPEN_OWN = f"member_id = {VIEWER} and state = 'draft'"


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("drafting_draft", read=OWN, write=OWN),
        migrations.RunSQL(
            f"alter policy change_own on drafting_draft using ({OPEN_OWN})"
            f" with check (member_id = {VIEWER});"
            f"alter policy remove_own on drafting_draft using ({OPEN_OWN});",
            migrations.RunSQL.noop,
        ),
    ]
