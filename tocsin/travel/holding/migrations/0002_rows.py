"""What a member holds is seen and changed by it alone, and no sample is taken of ciphertext."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("holding", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("holding_day", read=OWN, write=OWN),
        *protect("holding_heldlist", read=OWN, write=OWN),
        *protect("holding_retention", read=OWN, write=OWN),
        migrations.RunSQL(
            "alter table holding_heldlist alter column sealed set statistics 0,"
            " alter column sealed set storage external",
            "alter table holding_heldlist alter column sealed set statistics -1,"
            " alter column sealed set storage extended",
        ),
    ]
