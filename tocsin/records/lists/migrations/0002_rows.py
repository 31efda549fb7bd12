"""Runs are shown to every member; only the publisher adds its own."""

from django.db import migrations

from tocsin.safeguards.access.rows import append_only, protect


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("lists_run", read="{viewer} is not null", write="publisher_id = {viewer}"),
        append_only("lists_run"),
    ]
