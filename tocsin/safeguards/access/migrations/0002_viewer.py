"""The function that every row policy asks who is looking."""

from django.db import migrations

from tocsin.safeguards.access.rows import CREATE_VIEWER


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [CREATE_VIEWER]
