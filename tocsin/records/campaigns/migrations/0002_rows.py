"""What a member concluded about its records is its own; campaigns and counts are public."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect, unchangeable

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("campaigns_reviewed", read=OWN, write=OWN),
        unchangeable("campaigns_reviewed"),
    ]
