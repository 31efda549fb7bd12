"""What a token is for and from where; how much was asked; and who asked for too much."""

import django.contrib.postgres.fields
from django.db import migrations, models

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_active_viewer'),
    ]

    operations = [
        migrations.AddField(
            model_name='token',
            name='addresses',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list, size=None),
        ),
        migrations.AddField(
            model_name='token',
            name='permissions',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), null=True, size=None),
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member_id', models.BigIntegerField()),
                ('officer_id', models.BigIntegerField()),
                ('asking', models.CharField(max_length=16)),
                ('hour', models.DateTimeField()),
                ('number', models.BigIntegerField()),
                ('raised_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('seen_by', models.BigIntegerField(null=True)),
            ],
            options={
                'ordering': ['-raised_at'],
                'constraints': [models.UniqueConstraint(fields=('member_id', 'officer_id', 'asking', 'hour'), name='alarm_once_an_hour')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member_id', models.BigIntegerField()),
                ('officer_id', models.BigIntegerField()),
                ('asking', models.CharField(max_length=16)),
                ('minute', models.DateTimeField()),
                ('connection', models.BigIntegerField()),
                ('number', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['member_id', 'asking', 'minute'], name='tally_by_member')],
                'constraints': [models.UniqueConstraint(fields=('member_id', 'officer_id', 'asking', 'minute', 'connection'), name='tally_once')],
            },
        ),
        *protect("access_tally", read=OWN, write=OWN),
        *protect("access_alarm", read=OWN, write=OWN),
    ]
