"""A member sees the flights that it screened, and no others."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect


class Migration(migrations.Migration):
    dependencies = [("travel", "0001_initial"), ("access", "0002_viewer")]
    operations = protect("travel_manifest", read="member_id = {viewer}", write="member_id = {viewer}")
