"""Keys are public among members; a sealed message is seen by the two that its alert lies between.

What was written can't be changed; it goes with its alert.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import protect, unchangeable

BETWEEN = "(writer_id = {viewer} or reader_id = {viewer})"


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial"), ("access", "0005_active_viewer")]
    operations = [
        *protect(
            "correspondence_sealingkey",
            read="{viewer} is not null",
            write="member_id = {viewer}",
        ),
        *protect("correspondence_sealedmessage", read=BETWEEN, write=BETWEEN),
        unchangeable("correspondence_sealedmessage"),
    ]
