"""Lines can be added and read; the database forbids the rest."""

from django.db import migrations

from tocsin.safeguards.access.rows import append_only


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]
    operations = [append_only("quality_event")]
