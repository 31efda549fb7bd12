"""Who sees a saved search, and the indexes by which records are listed.

Each index ends with the identifier, so that a filtered page is read in its order and stops when it
is full. Saved questions name people: the planner takes no samples of them.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"
BY = ("ground", "requested_action", "originator_id", "source_list")


def index(column: str) -> migrations.RunSQL:
    name = f"search_by_{column}"
    return migrations.RunSQL(
        f"create index {name} on registers_record ({column}, state, id)", f"drop index {name}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("access", "0002_viewer"),
        ("registers", "0001_initial"),
    ]
    operations = [
        *protect("search_savedsearch", read=OWN, write=OWN),
        migrations.RunSQL(
            "alter table search_savedsearch alter column question set statistics 0",
            "alter table search_savedsearch alter column question set statistics -1",
        ),
        *(index(column) for column in BY),
        migrations.RunSQL(
            "create index search_by_state on registers_record (state, id)",
            "drop index search_by_state",
        ),
        migrations.RunSQL(
            "create index search_by_expiry on registers_record (expires_at)",
            "drop index search_by_expiry",
        ),
        migrations.RunSQL(
            "create index search_by_reference on registers_record (reference)",
            "drop index search_by_reference",
        ),
    ]
