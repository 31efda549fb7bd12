"""Whatever changes a queue, a case or an alert says so, by whichever way it was changed.

A notification is heard by the streams of open pages (`events.hearing`). It carries the topic, the
member and at most the id of a case: never anything of a record or a person.
"""

from django.db import migrations

QUEUE = """
    create function tocsin_tell_queue() returns trigger language plpgsql as $$
    begin
        perform pg_notify('tocsin_changes', 'queue ' || new.member_id);
        perform pg_notify('tocsin_changes', 'case ' || new.member_id || ' ' || new.candidate_id);
        return null;
    end $$;
    create trigger tocsin_tell_queue after insert or update on review_adjudication
        for each row execute function tocsin_tell_queue();
"""
ALERTS = """
    create function tocsin_tell_alerts() returns trigger language plpgsql as $$
    begin
        perform pg_notify('tocsin_changes', 'alerts ' || new.owner_id);
        perform pg_notify('tocsin_changes', 'alerts ' || new.reporter_id);
        return null;
    end $$;
    create trigger tocsin_tell_alerts after insert or update on alerts_alert
        for each row execute function tocsin_tell_alerts();
"""


def _undo(name: str, table: str) -> str:
    return f"drop trigger {name} on {table}; drop function {name}();"


class Migration(migrations.Migration):
    dependencies = [
        ("entrances", "0002_hide_secrets"),
        ("alerts", "0002_rows"),
        ("review", "0002_rows"),
    ]
    operations = [
        migrations.RunSQL(QUEUE, _undo("tocsin_tell_queue", "review_adjudication")),
        migrations.RunSQL(ALERTS, _undo("tocsin_tell_alerts", "alerts_alert")),
    ]
