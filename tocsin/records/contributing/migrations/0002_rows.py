"""Drafts and batches are their member's alone; whose draft it is, the query asks."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("contributing", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("contributing_draft", read=OWN, write=OWN),
        *protect("contributing_batch", read=OWN, write=OWN),
    ]
