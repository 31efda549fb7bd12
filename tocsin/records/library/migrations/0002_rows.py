"""Who reads a work, by its level; the search index by its language; and its file's own hash.

The vector is a generated column: no work can be without it. A configuration is a constant of the
branch, because a generated column may only ask what can't change.
"""

from django.db import migrations

from tocsin.safeguards.access.handling import (
    ADDRESSED_BY_NAME,
    SEEN_IN_ANY_ROLE,
    TOLD_AT_THE_FRONT_LINE,
    Sees,
)
from tocsin.safeguards.access.rows import VIEWER, protect, sees


def listed(levels: object) -> str:
    return ", ".join(f"'{each}'" for each in sorted(levels))


SEEN = f"""
    originator_id = {VIEWER}
    or {sees(Sees.EVERYTHING)}
    or (
        {VIEWER} is not null
        and (only_members is null and tlp not in ({listed(ADDRESSED_BY_NAME)})
             or {VIEWER} = any(only_members))
        and ({sees(Sees.DESK)}
             or tlp in ({listed(SEEN_IN_ANY_ROLE)})
             or {sees(Sees.FRONT_LINE)} and tlp in ({listed(TOLD_AT_THE_FRONT_LINE)}))
    )
"""
FILE_SEEN = "exists (select from library_work w where w.id = work_id)"
FILE_OWN = (
    "exists (select from library_work w where w.id = work_id and w.originator_id = {viewer})"
)
VECTOR = """
alter table library_work add column vector tsvector generated always as (
    case language
        when 'ar' then to_tsvector('pg_catalog.arabic', words)
        when 'en' then to_tsvector('pg_catalog.english', words)
        when 'fr' then to_tsvector('pg_catalog.french', words)
        when 'ru' then to_tsvector('pg_catalog.russian', words)
        when 'es' then to_tsvector('pg_catalog.spanish', words)
        else to_tsvector('pg_catalog.simple', words)
    end) stored;
create index library_by_words on library_work using gin (vector);
alter table library_workfile add constraint work_file_is_whole check (digest = sha256(content));
"""
NO_VECTOR = """
alter table library_workfile drop constraint work_file_is_whole;
alter table library_work drop column vector;
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial"), ("access", "0004_reach")]
    operations = [
        *protect("library_work", read=SEEN, write="originator_id = {viewer}"),
        *protect("library_workfile", read=FILE_SEEN, write=FILE_OWN),
        migrations.RunSQL(VECTOR, NO_VECTOR),
    ]
