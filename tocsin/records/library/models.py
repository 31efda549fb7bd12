"""Works and their files. The words that are searched are made here and cut by the database."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tocsin.foundations.identifiers import new_id
from tocsin.foundations.vocabulary.codes import Tlp
from tocsin.members.models import Member
from tocsin.records.library.rules import LONGEST_TITLE, Language, WorkKind


def _one_of(field: str, codes: type[StrEnum]) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"work_{field}_known", condition=Q(**{f"{field}__in": [str(c) for c in codes]})
    )


class Work(models.Model):
    """A reference text or legal act that one member added, and who may read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    originator = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=LONGEST_TITLE)
    language = models.CharField(max_length=2)
    citation = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField(null=True)
    tlp = models.CharField(max_length=16)
    only_members = ArrayField(models.BigIntegerField(), null=True)
    text = models.TextField()
    words = models.TextField()
    """The title and the text as `rules.words` cuts them; the database indexes them by language."""
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            _one_of("kind", WorkKind),
            _one_of("language", Language),
            _one_of("tlp", Tlp),
            models.CheckConstraint(name="work_title_given", condition=Q(title__regex=r"\S")),
            models.CheckConstraint(
                name="work_red_names_its_readers",
                condition=~Q(tlp="red") | Q(only_members__isnull=False),
            ),
        ]


class WorkFile(models.Model):
    """The file of a work, whole; the database itself holds it to its hash."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, primary_key=True)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=60)
    digest = models.BinaryField(max_length=32)
    content = models.BinaryField()
