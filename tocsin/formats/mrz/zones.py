"""What a machine-readable zone says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.formats.countries import Country
from tocsin.formats.mrz.layouts import Kind
from tocsin.foundations.vocabulary import Fault, PartialDate


@dataclass(frozen=True, slots=True)
class Zone:
    """One document as its zone gives it.

    ``surname`` and ``given`` have blanks where the zone has fillers. ``may_be_truncated`` says that
    the name fills its field to the last character: compare it as a beginning, never as a whole
    (Doc 9303-3, 4.6). ``birth_date`` may lack its day or month. ``expires`` is None where the zone
    says that there is no expiry. ``optional`` and ``more`` are what the issuer adds, as written.
    """

    kind: Kind
    type: str
    issuer: Country | None
    surname: str
    given: str
    number: str
    nationality: Country | None = None
    birth_date: PartialDate | None = None
    sex: str | None = None
    expires: date | None = None
    optional: str = ""
    more: str = ""
    may_be_truncated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The zone that was found, if one was, and everything wrong with it."""

    zone: Zone | None
    faults: tuple[Fault, ...] = ()
