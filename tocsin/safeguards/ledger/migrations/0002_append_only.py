"""A member reads its own entries; nobody changes or removes one."""

from django.db import migrations

from tocsin.safeguards.access.rows import append_only, protect


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("ledger_entry", read="member_id = {viewer}", write="member_id = {viewer}"),
        append_only("ledger_entry"),
    ]
