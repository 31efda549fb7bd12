"""The Merkle tree over the entries, which only the sealer sees: the application has no right to it.

The database itself puts each new entry among the unsealed, in the statement that adds it, so that
no code can forget to. There is no foreign key to the entry: the tree is to bear witness of an entry
that is gone.
"""

from django.db import migrations, models

RIGHTS = """
revoke all on ledger_leaf, ledger_unsealed, ledger_issuedcheckpoint
    from tocsin_app, tocsin_indexer;
revoke all on ledger_entry from tocsin_indexer;
grant select on ledger_entry, ledger_leaf, ledger_unsealed, ledger_issuedcheckpoint
    to tocsin_sealer;
grant insert on ledger_leaf, ledger_issuedcheckpoint to tocsin_sealer;
grant usage on sequence ledger_issuedcheckpoint_id_seq to tocsin_sealer;
grant insert on ledger_unsealed to tocsin_app;
grant delete on ledger_unsealed to tocsin_sealer;
"""
POLICIES = """
create policy read_all on ledger_entry for select to tocsin_sealer using (true);

create policy read_all on ledger_leaf for select to tocsin_sealer using (true);
create policy add_any on ledger_leaf for insert to tocsin_sealer with check (true);
create policy change_none on ledger_leaf for update using (false);
create policy remove_none on ledger_leaf for delete using (false);

create policy read_all on ledger_issuedcheckpoint for select to tocsin_sealer using (true);
create policy add_any on ledger_issuedcheckpoint for insert to tocsin_sealer with check (true);
create policy change_none on ledger_issuedcheckpoint for update using (false);
create policy remove_none on ledger_issuedcheckpoint for delete using (false);

create policy read_all on ledger_unsealed for select to tocsin_sealer using (true);
create policy add_own on ledger_unsealed for insert to tocsin_app
    with check (exists (select from ledger_entry where id = entry_id));
create policy change_none on ledger_unsealed for update using (false);
create policy remove_sealed on ledger_unsealed for delete to tocsin_sealer using (true);

alter table ledger_leaf enable row level security;
alter table ledger_unsealed enable row level security;
alter table ledger_issuedcheckpoint enable row level security;
"""
SHAPE = """
alter table ledger_entry
    add constraint entry_hash_is_whole check (octet_length(leaf_hash) = 32);
alter table ledger_leaf add constraint leaf_hashes_are_whole
    check (place >= 0 and octet_length(hashes) > 0 and octet_length(hashes) % 32 = 0);
"""
AWAIT_SEALING = """
create function ledger_await_sealing() returns trigger language plpgsql as $$
begin
    insert into ledger_unsealed (entry_id) select id from added;
    return null;
end $$;
create trigger await_sealing after insert on ledger_entry
    referencing new table as added
    for each statement execute function ledger_await_sealing();
insert into ledger_unsealed (entry_id) select id from ledger_entry;
"""
BACK = """
drop trigger await_sealing on ledger_entry;
drop function ledger_await_sealing();
alter table ledger_entry drop constraint entry_hash_is_whole;
drop policy read_all on ledger_entry;
revoke all on ledger_entry from tocsin_sealer;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("hashes", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[("entry_id", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.CreateModel(
            name="IssuedCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunSQL(RIGHTS + POLICIES + SHAPE + AWAIT_SEALING, BACK),
    ]
