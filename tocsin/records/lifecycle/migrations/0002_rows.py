"""An extension is seen with its record; reminders are their originator's own."""

from django.db import migrations

from tocsin.safeguards.access.rows import append_only, protect, unchangeable

OWN = "member_id = {viewer}"
SEEN = "exists (select from registers_record r where r.id = record_id)"


def goes_with_its_record(table):
    """As in the gate: what belongs to a refused record goes with it."""
    return migrations.RunSQL(
        f"""
        do $$ declare found text; begin
            select conname into found from pg_constraint
                where conrelid = '{table}'::regclass and contype = 'f'
                and confrelid = 'registers_record'::regclass;
            execute format('alter table {table} drop constraint %I', found);
        end $$;
        alter table {table} add constraint {table}_goes_with_record foreign key (record_id)
            references registers_record (id) on delete cascade deferrable initially deferred;
        """,
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0001_initial"), ("gate", "0002_rows")]
    operations = [
        *protect("lifecycle_extension", read=SEEN, write=OWN),
        *protect("lifecycle_reminder", read=OWN, write=OWN),
        unchangeable("lifecycle_extension"),
        append_only("lifecycle_tombstone"),
        *map(goes_with_its_record, ("lifecycle_extension", "lifecycle_reminder")),
    ]
