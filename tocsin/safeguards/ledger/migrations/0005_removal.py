"""After two years an entry's contents go; its leaf stays, and so does everything that proves.

The sealer removes, and only below a size that `ledger_removal` names; the database lets it name one
only if a checkpoint of at least that size is two years old. So nobody removes what is younger, and
`verify` holds each removal against the signed checkpoint again.
"""

from django.db import migrations, models

RIGHTS = """
revoke all on ledger_removal from tocsin_app, tocsin_indexer;
grant select, insert on ledger_removal to tocsin_sealer;
grant usage on sequence ledger_removal_id_seq to tocsin_sealer;
grant delete on ledger_entry to tocsin_sealer;
"""
POLICIES = """
create policy read_all on ledger_removal for select to tocsin_sealer using (true);
create policy add_any on ledger_removal for insert to tocsin_sealer with check (true);
create policy change_none on ledger_removal for update using (false);
create policy remove_none on ledger_removal for delete using (false);
alter table ledger_removal enable row level security;

drop policy remove_own on ledger_entry;
create policy remove_old on ledger_entry for delete to tocsin_sealer using (exists (
    select from ledger_leaf
    where ledger_leaf.entry_id = ledger_entry.id
      and place < (select coalesce(max(size), 0) from ledger_removal)));
"""
CHECK = """
create function ledger_check_removal() returns trigger language plpgsql as $$
begin
    if not exists (
        select from ledger_issuedcheckpoint
        where size >= new.size and at <= now() - interval '2 years'
    ) then
        raise exception 'what no checkpoint of two years ago covers is not removed'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger check_removal before insert on ledger_removal
    for each row execute function ledger_check_removal();
"""
BACK = """
drop trigger check_removal on ledger_removal;
drop function ledger_check_removal();
drop policy remove_old on ledger_entry;
create policy remove_own on ledger_entry for delete using (member_id = (select tocsin_member()));
revoke delete on ledger_entry from tocsin_sealer;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_reading")]
    operations = [
        migrations.CreateModel(
            name="Removal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(RIGHTS + POLICIES + CHECK, BACK),
    ]
