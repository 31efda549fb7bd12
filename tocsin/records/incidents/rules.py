"""Kinds of incidents and relations, and what is wrong with one as it was sent. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tocsin.foundations.vocabulary import PartialDate
from tocsin.foundations.vocabulary.codes import Tlp
from tocsin.records.registers.rules.faults import FieldFault, one_of
from tocsin.records.registers.rules.free_text import findings
from tocsin.records.registers.rules.validity import GRADES

LIFE = timedelta(days=5 * 365)
LONGEST = 4_000


class IncidentKind(StrEnum):
    """What happened."""

    ATTACK = "attack"
    PLOT = "plot"
    FINANCING = "financing"
    RECRUITMENT = "recruitment"
    TRAINING = "training"
    TRAVEL = "travel"


class RelationKind(StrEnum):
    """What one had to do with the other; there is none for kin, friends or opinions."""

    MEMBER_OF = "member_of"
    LEADS = "leads"
    FINANCED = "financed"
    SUPPLIED = "supplied"
    RECRUITED_FOR = "recruited_for"
    TRAINED_WITH = "trained_with"
    TOOK_PART_IN = "took_part_in"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as a member reports it; ``occurred`` may be partial (1970-05, 1970/1975)."""

    reference: str
    kind: str
    title: str
    occurred: str
    country: str
    summary: str
    grade: str
    source: str
    tlp: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is said of two things, with the evidence for it."""

    kind: str
    evidence: str
    grade: str
    source: str


def faults_of_incident(given: Incident) -> tuple[FieldFault, ...]:
    """Everything that is wrong with a report, by field."""
    return tuple(_incident(given))


def _incident(given: Incident) -> Iterator[FieldFault]:
    for name in ("reference", "title", "summary", "source"):
        yield from _text(name, getattr(given, name))
    if given.kind not in set(IncidentKind):
        yield one_of("kind", IncidentKind)
    if given.tlp not in set(Tlp):
        yield one_of("tlp", Tlp)
    if given.grade not in GRADES:
        yield one_of("grade", sorted(GRADES))
    if not _is_date(given.occurred):
        yield FieldFault("occurred", "not_a_date")
    if not (given.country.isalpha() and given.country.isupper() and len(given.country) in (2, 3)):
        yield FieldFault("country", "not_a_state")
    yield from _words(("title", given.title), ("summary", given.summary))


def faults_of_relation(given: Relation) -> tuple[FieldFault, ...]:
    """Everything that is wrong with a relation, by field: without evidence there is none."""
    return tuple(_relation(given))


def _relation(given: Relation) -> Iterator[FieldFault]:
    if given.kind not in set(RelationKind):
        yield one_of("kind", RelationKind)
    if given.grade not in GRADES:
        yield one_of("grade", sorted(GRADES))
    for name in ("evidence", "source"):
        yield from _text(name, getattr(given, name))
    yield from _words(("evidence", given.evidence))


def _text(name: str, text: str) -> Iterator[FieldFault]:
    if not text.strip():
        yield FieldFault(name, "missing")
    elif len(text) > LONGEST:
        yield FieldFault(name, "too_long", {"most": str(LONGEST)})


def _words(*texts: tuple[str, str]) -> Iterator[FieldFault]:
    """Words of a special category have to be edited first; here nobody releases them."""
    for field in dict.fromkeys(each.field for each in findings(texts)):
        yield FieldFault(field, "special_category")


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
