"""A version says which officer sent it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0006_lawful")]
    operations = [
        migrations.AddField("version", "officer_id", models.BigIntegerField(null=True)),
    ]
