"""The planner keeps samples of a column's values, and keeps them after the rows are gone.

Travellers' particulars, and what reasons quote of them, are never searched by: no samples are taken.
"""

from django.db import migrations

COLUMNS = (("screening_screenedtraveller", "particulars"), ("screening_proposedmatch", "reasons"))


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_masking")]
    operations = [
        migrations.RunSQL(
            f"alter table {table} alter column {column} set statistics 0",
            f"alter table {table} alter column {column} set statistics -1",
        )
        for table, column in COLUMNS
    ]
