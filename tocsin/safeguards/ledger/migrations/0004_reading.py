"""For those who oversee: every entry to the ombudsperson, and what an auditor asks for found fast."""

from django.db import migrations, models

from tocsin.safeguards.access.handling import Sees
from tocsin.safeguards.access.rows import sees

READ_CHECKPOINTS = migrations.RunSQL(
    """
    grant select on ledger_issuedcheckpoint to tocsin_app;
    create policy read_any on ledger_issuedcheckpoint for select to tocsin_app using (true);
    """,
    """
    drop policy read_any on ledger_issuedcheckpoint;
    revoke select on ledger_issuedcheckpoint from tocsin_app;
    """,
)
"""A checkpoint is made to be given away: a size, a root and a signature."""
READ_EVERYTHING = migrations.RunSQL(
    "create policy read_everything on ledger_entry for select"
    f" using ({sees(Sees.EVERYTHING)})",
    "drop policy read_everything on ledger_entry",
)


class Migration(migrations.Migration):

    dependencies = [
        ("ledger", "0003_tree"),
        ("access", "0004_reach"),
    ]

    operations = [
        READ_CHECKPOINTS,
        READ_EVERYTHING,
        migrations.RemoveIndex(
            model_name='entry',
            name='ledger_by_member',
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['at', 'id'], name='ledger_by_time'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['member_id', 'at'], name='ledger_by_member_and_time'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['officer_id', 'at'], name='ledger_by_officer'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('thing', ''), _negated=True), fields=['thing', 'at'], name='ledger_by_thing'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('case_reference', ''), _negated=True), fields=['case_reference', 'at'], name='ledger_by_case'),
        ),
    ]
