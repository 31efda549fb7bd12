"""How alike a traveller and a subject are, as evidence that adds up. PROVISIONAL weights.

The last step of `matching`: exact, explained, and free of any state. It will not search.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.names import Token, read_name
from tocsin.matching.types import Band, Name, Reason, Subject, Traveller, full_of

SCORER_VERSION = "0"
THRESHOLD = 0.70
STRONG = 0.85
NAME_WEIGHT = 0.75


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from 0 to 1, its band (None below the threshold), and the reasons that sum to it."""

    score: float
    band: Band | None
    reasons: tuple[Reason, ...]


def score(traveller: Traveller, subject: Subject) -> Scored:
    """Compare all that both carry; the reasons' weights sum to the score."""
    reasons = [_name(traveller, subject), *_dates(traveller, subject), *_rest(traveller, subject)]
    total = sum(reason.weight for reason in reasons)
    bounded = min(1.0, max(0.0, total))
    if bounded != total:
        reasons.append(Reason("bounds", bounded - total, "", ""))
    return Scored(bounded, _band(bounded, reasons), tuple(reasons))


def _band(total: float, reasons: list[Reason]) -> Band | None:
    if total < THRESHOLD:
        return None
    beside = any(r.weight > 0 for r in reasons if r.feature in ("birth date", "document"))
    named = reasons[0].weight >= 0.9 * NAME_WEIGHT
    return "strong" if total >= STRONG and beside and named else "possible"


def _name(traveller: Traveller, subject: Subject) -> Reason:
    best = (0.0, "", "")
    for ours in subject.names:
        for theirs in traveller.names:
            alike = _alike(theirs, ours)
            if alike > best[0]:
                best = (alike, full_of(theirs), full_of(ours))
    return Reason("name", NAME_WEIGHT * best[0], best[1], best[2])


def _alike(theirs: Name | str, ours: Name | str) -> float:
    left, right = (
        [token for token in read_name(name).tokens if token.kind in ("name", "initial")]
        for name in (theirs, ours)
    )
    if not left or not right:
        return 0.0
    forward, back = _coverage(left, right), _coverage(right, left)
    low, high = sorted((forward, back))
    return (0.4 * low + 0.6 * high) * (1.0 if min(len(left), len(right)) > 1 else 0.8)


def _coverage(left: list[Token], right: list[Token]) -> float:
    scores = [max(_same(a, b) for b in right) for a in left[:16]]
    return sum(scores) / len(scores)


def _same(a: Token, b: Token) -> float:
    if a.text == b.text:
        return 1.0
    alike = JaroWinkler.similarity(a.text, b.text)
    if a.skeleton == b.skeleton and len(a.skeleton) > 1:
        return max(0.92, alike)
    return float(alike) if alike > 0.84 else 0.0


def _dates(traveller: Traveller, subject: Subject) -> list[Reason]:
    born = traveller.birth_date
    if born is None or not subject.birth_dates:
        return []
    return [max((_date(born, ours) for ours in subject.birth_dates), key=lambda r: r.weight)]


def _date(theirs: PartialDate, ours: PartialDate) -> Reason:
    if theirs.overlaps(ours):
        weight = 0.20 if theirs.is_day and ours.is_day else 0.12
    elif _swapped(theirs, ours):
        weight = 0.14
    else:
        years = abs(theirs.earliest.year - ours.earliest.year)
        weight = -0.02 if ours.approximate and years <= 2 else -0.06 * min(years + 1, 6)
    return Reason("birth date", weight, str(theirs), str(ours))


def _swapped(theirs: PartialDate, ours: PartialDate) -> bool:
    a, b = theirs.earliest, ours.earliest
    whole = theirs.is_day and ours.is_day
    return whole and (a.year, a.month, a.day) == (b.year, b.day, b.month)


def _rest(traveller: Traveller, subject: Subject) -> list[Reason]:
    reasons = []
    theirs = {document_key(number) for _, number in traveller.documents} - {""}
    for _, number in subject.documents:
        if document_key(number) in theirs:
            reasons.append(Reason("document", THRESHOLD, number, number))
            break
    if traveller.nationality and traveller.nationality in subject.nationalities:
        nation = traveller.nationality
        reasons.append(Reason("nationality", 0.03, nation, nation))
    if traveller.sex and subject.sex and traveller.sex[:1].upper() != subject.sex[:1].upper():
        reasons.append(Reason("sex", -0.05, traveller.sex, subject.sex))
    return reasons


def document_key(number: str) -> str:
    """A document number with what scanners confuse made one (O/0, I/1); "" under 5 characters."""
    bare = "".join(c for c in number.upper() if c.isalnum()).translate(
        str.maketrans("OQILSBZ", "0011582")
    )
    return bare if len(bare) >= 5 else ""
