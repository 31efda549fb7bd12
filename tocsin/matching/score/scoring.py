"""The score of a traveller against a subject: evidence added up, each piece a reason.

The scorer never sees a list or an index, learns nothing, and gives the same answer every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.names import ReadName, Token, read_name
from tocsin.matching.score.evidence import (
    DAY,
    MISREAD,
    NATION,
    OTHER_NATION,
    OTHER_SEX,
    SEX,
    Evidence,
    compare_dates,
    compare_documents,
)
from tocsin.matching.score.naming import UNVOWELLED, Alignment, align
from tocsin.matching.types import Band, Reason, Subject, Traveller

SCORER_VERSION = "9"
THRESHOLD = 0.46
STRONG = 0.75
NAME = 0.70
"""What a name alone can reach at most."""
WEAK = 0.65
"""Share kept by a name that its source calls a weak alias: alone it stays below the threshold."""
COMMON, COMMON_UNVOWELLED = 0.11, 0.16
"""Most that is taken off for a name whose parts are all common, and where its vowels are guessed:
many names are written alike then."""
WHOLE_NAME = 0.92
"""Least likeness of a name to that of an organisation or a vessel: no traveller is one, and a
search by name asks for the whole name."""
TELLING, COMMONEST = 1.7, 1.2
"""Weights of agreeing parts from which a name is not common, and of two of the commonest."""
AGREED_NAME = 0.35
"""Least points of a name for a strong candidate."""
DOCUMENT_SHARE = 0.1
"""How much a contradicting birth date still counts when a document agrees."""


class TravellerForm(NamedTuple):
    names: tuple[ReadName, ...]
    birth_date: PartialDate | None
    nationality: str
    documents: tuple[tuple[str, str], ...]
    sex: str


class SubjectForm(NamedTuple):
    names: tuple[ReadName, ...]
    birth_dates: tuple[PartialDate, ...]
    nationalities: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    sex: str
    kind: str = "person"


class Scored(NamedTuple):
    """``band`` is None below the threshold; ``reasons`` are there above it or when asked for."""

    score: float
    band: Band | None
    reasons: tuple[Reason, ...]


class _NamePoints(NamedTuple):
    points: float
    alignment: Alignment
    theirs: ReadName
    ours: ReadName


class _Weighed(NamedTuple):
    """All that a score is made of; ``pair`` and ``day`` are what agrees best on either side."""

    value: float
    band: Band | None
    points: float
    name: _NamePoints | None
    document: Evidence
    pair: tuple[tuple[str, str], tuple[str, str]] | None
    date: Evidence
    day: PartialDate | None
    weak: list[tuple[Evidence, str, str]]


def compile_traveller(traveller: Traveller) -> TravellerForm:
    return TravellerForm(
        tuple(read_name(name) for name in traveller.names),
        traveller.birth_date,
        (traveller.nationality or "").upper(),
        traveller.documents,
        (traveller.sex or "").upper()[:1],
    )


def compile_subject(subject: Subject) -> SubjectForm:
    return SubjectForm(
        tuple(read_name(name) for name in subject.names),
        subject.birth_dates,
        tuple(nation.upper() for nation in subject.nationalities),
        subject.documents,
        (subject.sex or "").upper()[:1],
        subject.kind,
    )


def score(
    traveller: Traveller | TravellerForm, subject: Subject | SubjectForm, *, explain: bool = True
) -> Scored:
    """Score from 0 to 1 with its band; without ``explain``, reasons only above the threshold."""
    theirs = compile_traveller(traveller) if isinstance(traveller, Traveller) else traveller
    ours = compile_subject(subject) if isinstance(subject, Subject) else subject
    found = _weighed(theirs, ours)
    told = found.band is not None or explain
    return Scored(found.value, found.band, _reasons(theirs, found) if told else ())


class Named(NamedTuple):
    """Points of a subject's best name, and whether that is a weak alias."""

    points: float
    weak: bool


def named(theirs: Sequence[ReadName], ours: SubjectForm) -> Named:
    """What the names alone give."""
    best = _best_name(theirs, ours)
    return Named(best.points, best.ours.weak) if best else Named(0.0, weak=False)


def value_of(theirs: TravellerForm, ours: SubjectForm, name: Named) -> tuple[float, Band | None]:
    """The score and the band that `score` gives, where the names give ``name``."""
    document, _pair = _best_document(theirs, ours)
    date, _day = _best_date(theirs, ours)
    weak = _weak_evidence(theirs, ours)
    return _summed_up(name, document, _less(date, document), weak)


def value_with_date(name: Named, date: float) -> tuple[float, Band | None]:
    """The same where only names and birth dates are compared: ``date`` is what these give."""
    return _summed_up(name, (0.0, ""), (date, ""), [])


def _weighed(theirs: TravellerForm, ours: SubjectForm) -> _Weighed:
    name = _best_name(theirs.names, ours)
    document, pair = _best_document(theirs, ours)
    date, day = _best_date(theirs, ours)
    date, weak = _less(date, document), _weak_evidence(theirs, ours)
    given = Named(name.points, name.ours.weak) if name else Named(0.0, weak=False)
    value, band = _summed_up(given, document, date, weak)
    points = round(given.points, 4)
    return _Weighed(value, band, points, name, document, pair, date, day, weak)


def _less(date: Evidence, document: Evidence) -> Evidence:
    """A birth date that contradicts counts less beside a document that agrees."""
    if document[0] and date[0] < 0:
        return round(date[0] * DOCUMENT_SHARE, 4), date[1]
    return date


def _summed_up(
    name: Named, document: Evidence, date: Evidence, weak: list[tuple[Evidence, str, str]]
) -> tuple[float, Band | None]:
    points = round(name.points, 4)
    total = points + document[0] + date[0] + sum(one[0] for one, _t, _o in weak)
    value = round(min(1.0, max(0.0, total)), 4)
    return value, _band(value, points, document, date, weak_name=name.weak)


def _reasons(theirs: TravellerForm, found: _Weighed) -> tuple[Reason, ...]:
    reasons = _name_reasons(found.name, found.points) if found.name else []
    reasons += _evidence_reasons(theirs, found)
    return _summed(reasons, found.value, found.document, found.points)


def _best_name(theirs: Sequence[ReadName], ours: SubjectForm) -> _NamePoints | None:
    best: _NamePoints | None = None
    least = 0.01 if ours.kind == "person" else WHOLE_NAME
    for a in theirs:
        for b in ours.names:
            alignment = align(a, b)
            if alignment.ratio >= least:
                common = COMMON_UNVOWELLED if {a.script, b.script} & UNVOWELLED else COMMON
                points = _name_points(alignment, common, weak=b.weak or a.weak)
                if best is None or points > best.points:
                    best = _NamePoints(points, alignment, a, b)
    return best


def _name_points(alignment: Alignment, common: float, *, weak: bool) -> float:
    points = alignment.ratio * (NAME - common * _commonness(alignment))
    return points * WEAK if weak else points


def _commonness(alignment: Alignment) -> float:
    """How common or few the parts are that agree: 1 for two of the commonest, 0 for what two
    rather rare ones tell."""
    told = sum(pair.weight * pair.likeness for pair in alignment.pairs) / 2
    return min(1.0, max(0.0, (TELLING - told) / (TELLING - COMMONEST)))


def _best_date(theirs: TravellerForm, ours: SubjectForm) -> tuple[Evidence, PartialDate | None]:
    best: Evidence = (0.0, "")
    chosen = None
    if theirs.birth_date is not None:
        for day in ours.birth_dates:
            found = compare_dates(theirs.birth_date, day)
            if chosen is None or found > best:
                best, chosen = found, day
    return best, chosen


def _best_document(
    theirs: TravellerForm, ours: SubjectForm
) -> tuple[Evidence, tuple[tuple[str, str], tuple[str, str]] | None]:
    best: Evidence = (0.0, "")
    pair = None
    for a in theirs.documents:
        for b in ours.documents:
            found = compare_documents(a, b)
            if found[0] > best[0]:
                best, pair = found, (a, b)
    return best, pair


def _weak_evidence(theirs: TravellerForm, ours: SubjectForm) -> list[tuple[Evidence, str, str]]:
    out: list[tuple[Evidence, str, str]] = []
    if theirs.nationality and ours.nationalities:
        agrees = theirs.nationality in ours.nationalities
        found = (NATION, "nationality") if agrees else (OTHER_NATION, "nationality differs")
        out.append((found, theirs.nationality, ", ".join(ours.nationalities)))
    if theirs.sex in ("M", "F") and ours.sex in ("M", "F"):
        agrees = theirs.sex == ours.sex
        out.append(((SEX, "sex") if agrees else (OTHER_SEX, "sex differs"), theirs.sex, ours.sex))
    return out


def _band(
    value: float, points: float, document: Evidence, date: Evidence, *, weak_name: bool
) -> Band | None:
    """Strong needs the name and a full birth date or a document that agrees with it."""
    if value < THRESHOLD:
        return None
    proof = document[0] >= MISREAD or (date[0] >= DAY and not weak_name)
    return "strong" if proof and points >= AGREED_NAME and value >= STRONG else "possible"


def _name_reasons(name: _NamePoints, points: float) -> list[Reason]:
    """What each pair of parts gives; what differs or is missing, and common names, take away."""
    found = name.alignment
    reasons = []
    for pair in found.pairs:
        share = round(NAME * pair.weight * pair.likeness / found.matched, 4)
        reasons.append(Reason(f"name: {pair.rule}", share, _text(pair.theirs), _text(pair.ours)))
    loss = round(points - sum(reason.weight for reason in reasons), 4)
    if loss:
        theirs, ours = _text(found.theirs_left), _text(found.ours_left)
        reasons.append(Reason(_loss_rule(name), loss, theirs, ours))
    return reasons


def _loss_rule(name: _NamePoints) -> str:
    found = name.alignment
    if name.ours.weak:
        return "name: weak alias"
    if found.conflict:
        return "name: parts differ"
    return "name: parts left out" if found.omission else "name: common"


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _evidence_reasons(theirs: TravellerForm, found: _Weighed) -> list[Reason]:
    reasons = []
    if found.pair:
        texts = [" ".join(part for part in one if part) for one in found.pair]
        reasons.append(Reason(found.document[1], found.document[0], *texts))
    if found.day is not None:
        date = found.date
        reasons.append(Reason(date[1], date[0], str(theirs.birth_date), str(found.day)))
    reasons += [Reason(one[1], one[0], a, b) for one, a, b in found.weak]
    return reasons


def _summed(
    reasons: list[Reason], value: float, document: Evidence, points: float
) -> tuple[Reason, ...]:
    """The reasons, with what the bounds 0 and 1 took or gave as one more, so that they add up."""
    if document[0] and points < AGREED_NAME:
        reasons.append(Reason("name does not agree with the document's", 0.0, "", ""))
    rest = round(value - sum(reason.weight for reason in reasons), 4)
    if rest:
        reasons.append(Reason("bounds of the score", rest, "", ""))
    return tuple(reasons)
