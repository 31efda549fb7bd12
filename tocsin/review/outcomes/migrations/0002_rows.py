"""How a desk's candidates came out is its own member's to know."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial"), ("access", "0004_reach")]
    operations = protect("outcomes_outcome", read=OWN, write=OWN)
