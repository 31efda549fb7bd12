"""What the database itself holds of a membership, whatever the code above forgets.

Nobody becomes active by accession without a key that counts; steps and votes can't be changed.
Members of before were entered without an accession: they are founders, but for the node itself
and for the publishers, which have no officers.
"""

from django.db import migrations

HAS_KEY = migrations.RunSQL(
    """
    create function members_require_key() returns trigger language plpgsql as $$
    begin
        if new.state = 'active' and new.origin = 'accession' and not exists (
            select from members_signingkey
            where member_id = new.id and ends_at is null and void_from is null
        ) and (tg_op = 'INSERT' or old.state <> 'active') then
            raise exception 'a member without a signing key can''t be active'
                using errcode = 'check_violation', constraint = 'member_active_has_key';
        end if;
        return new;
    end $$;
    create trigger members_require_key before insert or update on members_member
        for each row execute function members_require_key();
    """,
    """
    drop trigger members_require_key on members_member;
    drop function members_require_key();
    """,
)
TELL_ORIGIN = migrations.RunSQL(
    """
    update members_member set origin = 'node' where code = 'home';
    update members_member set origin = 'publication'
        where code in ('UN', 'US', 'EU') and not exists (
            select from members_officer o join members_unit u on u.id = o.unit_id
            where u.member_id = members_member.id
        );
    """,
    migrations.RunSQL.noop,
)


def written_once(table):
    return migrations.RunSQL(
        f"revoke update, delete, truncate on {table} from tocsin_app",
        f"grant update, delete, truncate on {table} to tocsin_app",
    )


class Migration(migrations.Migration):
    dependencies = [("members", "0003_accession")]
    operations = [
        TELL_ORIGIN,
        HAS_KEY,
        written_once("members_step"),
        written_once("members_vote"),
    ]
