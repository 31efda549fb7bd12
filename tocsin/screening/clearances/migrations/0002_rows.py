"""A clearance is its member's own; what it says is never changed, only approved or deleted."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect, unchangeable

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("clearances", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("clearances_clearance", read=OWN, write=OWN),
        *protect("clearances_cleareddocument", read=OWN, write=OWN),
        unchangeable("clearances_cleareddocument"),
    ]
