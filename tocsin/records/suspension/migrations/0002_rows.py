"""A desk's count is its member's own; who sees a record sees where it is silent, and only the
member whose desk it is writes that."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"
SEEN = "exists (select from registers_record r where r.id = record_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("suspension", "0001_initial"),
        ("access", "0004_reach"),
        ("registers", "0004_handling"),
    ]
    operations = [
        *protect("suspension_tally", read=OWN, write=OWN),
        *protect("suspension_suspension", read=SEEN, write=f"{OWN} and {SEEN}"),
    ]
