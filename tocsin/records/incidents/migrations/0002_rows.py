"""An incident is seen as its level and recipients allow; a relation only with both its ends."""

from django.db import migrations

from tocsin.safeguards.access.handling import ADDRESSED_BY_NAME
from tocsin.safeguards.access.rows import VIEWER, protect

RED = ", ".join(f"'{each}'" for each in sorted(ADDRESSED_BY_NAME))
INCIDENT_SEEN = f"""
    originator_id = {VIEWER}
    or (
        {VIEWER} is not null
        and {VIEWER} <> all(except_members)
        and (only_members is null and tlp not in ({RED}) or {VIEWER} = any(only_members))
    )
"""
BOTH_ENDS_SEEN = """
    exists (select from registers_record r where r.id = record_id)
    and (other_id is null or exists (select from registers_record r where r.id = other_id))
    and (incident_id is null
         or exists (select from incidents_incident i where i.id = incident_id))
"""


GO_WITH_THEIR_RECORDS = migrations.RunSQL(
    """
    do $$ declare found record; begin
        for found in select conname, a.attname from pg_constraint c
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.conrelid = 'incidents_relation'::regclass and c.contype = 'f'
            and c.confrelid = 'registers_record'::regclass
        loop
            execute format('alter table incidents_relation drop constraint %I', found.conname);
            execute format('alter table incidents_relation add constraint %I foreign key (%I)'
                ' references registers_record (id) on delete cascade'
                ' deferrable initially deferred', found.conname, found.attname);
        end loop;
    end $$;
    """,
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("incidents_incident", read=INCIDENT_SEEN, write="originator_id = {viewer}"),
        *protect("incidents_relation", read=BOTH_ENDS_SEEN, write="member_id = {viewer}"),
        GO_WITH_THEIR_RECORDS,
    ]
