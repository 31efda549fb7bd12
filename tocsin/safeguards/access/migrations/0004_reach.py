"""The function that row policies ask how far the roles of who is looking reach."""

from django.db import migrations

from tocsin.safeguards.access.rows import CREATE_REACH


class Migration(migrations.Migration):
    dependencies = [("access", "0003_token_hint")]
    operations = [CREATE_REACH]
