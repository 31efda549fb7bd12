"""The table in which attempts are counted, as Django's cache wants it."""

from django.db import migrations

COUNTED = migrations.RunSQL(
    """
    create table entrances_counted (
        cache_key varchar(255) primary key,
        value text not null,
        expires timestamp with time zone not null
    );
    create index entrances_counted_expires on entrances_counted (expires);
    """,
    "drop table entrances_counted",
)


class Migration(migrations.Migration):
    dependencies = []
    operations = [COUNTED]
