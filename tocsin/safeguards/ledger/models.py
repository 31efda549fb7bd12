"""The ledger's table. The application may add to it and read it; the database forbids the rest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One deed: who, for which member, did what to what, by which permission and why."""

    at = models.DateTimeField()
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    did = models.CharField(max_length=64)
    thing = models.CharField(max_length=100, blank=True)
    permission = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=32, blank=True)
    case_reference = models.CharField(max_length=100, blank=True)
    particulars = models.JSONField(default=dict)
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["at", "id"], name="ledger_by_time"),
            models.Index(fields=["member_id", "at"], name="ledger_by_member_and_time"),
            models.Index(fields=["officer_id", "at"], name="ledger_by_officer"),
            models.Index(
                fields=["thing", "at"], name="ledger_by_thing", condition=~models.Q(thing="")
            ),
            models.Index(
                fields=["case_reference", "at"],
                name="ledger_by_case",
                condition=~models.Q(case_reference=""),
            ),
        ]
        """For the auditor, newest first; partial where most entries have nothing."""


class Leaf(models.Model):
    """An entry's place in the Merkle tree, and what of the tree it completes (`tree.completed_by`).

    Filled by the sealing, in order and without gaps; never changed. ``hashes`` are 32 bytes for the
    leaf and 32 for each larger subtree of which it is the last leaf: two on average.
    """

    place = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hashes = models.BinaryField()


class Unsealed(models.Model):
    """An entry that waits for its place; put here by the database with the entry itself."""

    entry_id = models.BigIntegerField(primary_key=True)


class Removal(models.Model):
    """That the contents of the entries below a size were removed, as two years old.

    The leaves stay. Contents go after the row is there: an interrupted removal is gone on with.
    """

    size = models.BigIntegerField()
    at = models.DateTimeField()


class IssuedCheckpoint(models.Model):
    """A checkpoint that this node signed. What others hold of it can't be taken back."""

    size = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField()
