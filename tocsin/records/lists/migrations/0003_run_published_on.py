from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lists", "0002_rows")]
    operations = [
        migrations.AddField("run", "published_on", models.DateField(null=True)),
    ]
