"""Events of an alert are numbered as they come, and no longer by the state that was reached.

An alert of before had one for each of four states at most.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_rows")]
    operations = [
        migrations.AddField(
            model_name="alert", name="told", field=models.PositiveIntegerField(default=4)
        ),
        migrations.AlterField(
            model_name="alert", name="told", field=models.PositiveIntegerField(default=0)
        ),
    ]
