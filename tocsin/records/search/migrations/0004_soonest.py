"""What expires before a day is listed the soonest first, in the order of one index.

Listed the newest first, a page of few records read through all of a ground: 1.8 s with 1,000,000
records on a busy machine.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0003_pairs")]
    operations = [
        migrations.RunSQL(
            "create index search_by_soonest on registers_record (expires_at, id)",
            "drop index search_by_soonest",
        ),
        migrations.RunSQL(
            "drop index search_by_expiry",
            "create index search_by_expiry on registers_record (expires_at)",
        ),
    ]
