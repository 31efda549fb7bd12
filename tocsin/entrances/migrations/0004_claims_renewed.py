"""That a claim on a case was prolonged is no change: only whose it is, and what was concluded."""

from django.db import migrations

TOLD = """
    perform pg_notify('tocsin_changes', 'queue ' || new.member_id);
    perform pg_notify('tocsin_changes', 'case ' || new.member_id || ' ' || new.candidate_id);
    return null;
"""
FUNCTION = "create or replace function tocsin_tell_queue() returns trigger language plpgsql as $$"
PROLONGED = "array['claimed_at', 'claimed_until']"


class Migration(migrations.Migration):
    dependencies = [("entrances", "0003_changes")]
    operations = [
        migrations.RunSQL(
            f"""
            {FUNCTION}
            begin
                if tg_op = 'UPDATE'
                   and to_jsonb(new) - {PROLONGED} = to_jsonb(old) - {PROLONGED} then
                    return null;
                end if;
                {TOLD}
            end $$;
            """,
            f"{FUNCTION} begin {TOLD} end $$;",
        )
    ]
