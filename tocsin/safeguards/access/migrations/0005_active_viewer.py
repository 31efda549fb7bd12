"""A member that isn't active sees nothing and writes nothing, from its very next statement on.

The viewer of a transaction is asked for its state each time a policy asks for the viewer, which
is once in a statement: a suspension needs no job and no session to end.
"""

from django.db import migrations

ACTIVE_VIEWER = migrations.RunSQL(
    """
    create or replace function tocsin_member() returns bigint
    language sql stable parallel safe as
    $$
        select viewer
        from (select nullif(current_setting('tocsin.member', true), '')::bigint as viewer) as given
        where not exists (
            select from members_member where id = viewer and state <> 'active'
        )
    $$;
    grant select on members_member to tocsin_sealer;
    """,
    """
    create or replace function tocsin_member() returns bigint
    language sql stable parallel safe as
    $$ select nullif(current_setting('tocsin.member', true), '')::bigint $$;
    revoke select on members_member from tocsin_sealer;
    """,
)


class Migration(migrations.Migration):
    dependencies = [("access", "0004_reach"), ("members", "0003_accession")]
    operations = [ACTIVE_VIEWER]
