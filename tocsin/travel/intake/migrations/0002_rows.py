"""Messages and schedules are the member's own; a line can be asked for by its name alone.

Whose a line is, isn't known before its signature is checked: ``tocsin.line`` names the one line that
the transaction asks for.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"
NAMED = OWN + " or name = (select nullif(current_setting('tocsin.line', true), ''))"


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("intake_message", read=OWN, write=OWN),
        *protect("intake_line", read=NAMED, write=OWN),
        *protect("intake_expectedflight", read=OWN, write=OWN),
        migrations.RunSQL(
            "alter table intake_message alter column sealed set statistics 0,"
            " alter column sealed set storage external",
            "alter table intake_message alter column sealed set statistics -1,"
            " alter column sealed set storage extended",
        ),
    ]
