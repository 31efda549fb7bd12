"""What belongs to an alert goes with it, also what the member that ends it can't see.

The application deletes only what its viewer sees; a message to the other member isn't that. The
database's own cascade asks no policy.
"""

from django.db import migrations

CHILDREN = ("alerts_delivery", "alerts_escalation", "correspondence_sealedmessage")


def _refer(table: str, then: str) -> str:
    return f"""
    do $$
    declare known text;
    begin
        select conname into strict known from pg_constraint
        where conrelid = '{table}'::regclass and confrelid = 'alerts_alert'::regclass;
        execute format('alter table {table} drop constraint %I', known);
        execute format('alter table {table} add constraint %I foreign key (alert_id)
            references alerts_alert (id) {then} deferrable initially deferred', known);
    end $$;
    """


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_rows"), ("alerts", "0003_told")]
    operations = [
        migrations.RunSQL(_refer(each, "on delete cascade"), _refer(each, "")) for each in CHILDREN
    ]
