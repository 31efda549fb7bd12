"""A notice is made by the originator, and seen by it and the member that is told."""

from django.db import migrations

from tocsin.safeguards.access.rows import VIEWER, protect

SEEN = f"member_id = {VIEWER} or originator_id = {VIEWER}"


class Migration(migrations.Migration):
    dependencies = [("corrections", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("corrections_notice", read=SEEN, write=SEEN),
    ]
