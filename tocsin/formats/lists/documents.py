"""What document entries say in words: the plain number, its issuer, its dates, its faults.

Publishers write "Libyan passport No. 513519", "381110042 (Expired 25 Jan. 2016)" or leave the
number to a note. The words are always kept beside the number; this module only finds the number
that a traveller's document would carry. It compares nothing and strips no leading zeros.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.formats.lists.dates import date_after
from tocsin.formats.lists.entry import ListedDocument
from tocsin.formats.lists.states import issuer_told_by, state_told_by

_SERIES = re.compile(r"\b(\d{2,4}) ?[Nn][o°]\.? ?(\d{5,})")
_LABEL = re.compile(
    r"(?:\b[Nn]umber|\bnumero|\b[Nn]o\.?|\bNr\.?|\bN°|№|\b[Cc]ode)"
    r"\s*:?\s*(?=[A-Z]{0,4}[-/ ]{0,2}\d)"
)
_CUT = re.compile(
    r"[,;]|\b(?:issued?|expir\w*|valid|dated|born|under|made out|delivered|first letters?)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(?:^|\s)[(\[][^)\]]*[)\]]?")
_LETTERS = re.compile(r"[A-Z]{1,4}(?:-[A-Z]{1,2})?[-/.]?")
_ACRONYMS = frozenset(
    {"SSN", "NIF", "ID", "DOB", "POB", "NO", "INN", "TIN", "CAR", "DRC", "US", "UK"}
)

_KINDS = (
    ("passport", re.compile(r"pass?port|passeport|pasaporte|laissez|travel|reiseausweis", re.I)),
    (
        "identity",
        re.compile(
            r"identi|national|cedula|c\.?u\.?r\.?p|d\.?n\.?i|tazkira|\bid\b|social security|ssn"
            r"|citizen|personal|driver|driving|birth|seafarer|electora|residen|refugee|stateless",
            re.I,
        ),
    ),
)
_FLAGS = (
    ("false", re.compile(r"\b(?:false|falsif\w+|counterfeit|forged|fake|fraudulent)", re.I)),
    ("lost", re.compile(r"\b(?:reported )?(?:lost|stolen)\b", re.I)),
    ("revoked", re.compile(r"\b(?:revoked|cancell?ed|annulled|invalidated)\b", re.I)),
    ("expired", re.compile(r"\bexpired\b", re.I)),
    ("diplomatic", re.compile(r"\bdiplomatic\b", re.I)),
)
_PASSPORT_IN_TEXT = re.compile(
    r"\bpassport (?:booklet )?(?:number|no\.?)\s*:?\s*(?P<number>[A-Z]{0,3} ?\d{5,}[A-Z]?)\b",
    re.IGNORECASE,
)
_EXPIRY = r"\bexpir\w*(?: date)?(?: of| on| in)?\b|\bvalid (?:until|to)\b|\bexpiration\b"
_ISSUE = r"\bissued(?: on| in| at)?\b|\b(?:date of )?issue(?: date)?\b"


def kind_of(*words: str | None) -> str:
    """passport (also other travel documents), identity, or other, told by the first that tells."""
    for text in filter(None, words):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "other"


def plain_number(text: str) -> str | None:
    """The number in ``text`` without the words around it, or None where there is none."""
    if series := _SERIES.search(text):
        return f"{series[1]} {series[2]}"
    kept = _IN_BRACKETS.sub(" ", text).strip()
    label = _LABEL.search(kept)
    kept = _before_cut(kept[label.end() :] if label else kept)
    if " " not in kept and len(kept) > 3 and kept.isupper():
        return kept
    return _best_run(kept.split())


def with_words_read(document: ListedDocument, *texts: str | None) -> ListedDocument:
    """``document`` with what its words say of issuer, dates and faults, where no field says it."""
    said = " ; ".join(filter(None, (document.detail, document.written, document.note, *texts)))
    return replace(
        document,
        issuer_code=document.issuer_code or _issuer_code(document),
        issued=document.issued or date_after(_ISSUE, said),
        expires=document.expires or date_after(_EXPIRY, said),
        flags=flags_in(said, document.flags),
    )


def passports_in(text: str) -> list[ListedDocument]:
    """Passports that a note mentions: "born in 1973, passport no. 2863795S"."""
    if "passport" not in text.casefold():
        return []
    return [
        ListedDocument("Passport", kind="passport", number=found["number"], written=found[0])
        for found in _PASSPORT_IN_TEXT.finditer(text)
    ]


def flags_in(text: str, already: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(flag for flag, words in _FLAGS if flag in already or words.search(text))


def _issuer_code(document: ListedDocument) -> str | None:
    """Told by the words about the document itself, never by where a note says it was issued."""
    if document.issuer:
        return None
    words = (document.written, document.detail, document.type)
    told = (state_told_by(text) for text in words if text)
    return next(filter(None, told), None) or issuer_told_by(document.note or "")


def _before_cut(text: str) -> str:
    found = _CUT.search(text)
    return text[: found.start()].strip() if found else text


def _best_run(words: list[str]) -> str | None:
    """The run of number-like words with most digits: "Libya B/002210" is "B/002210"."""
    runs: list[list[str]] = [[]]
    for word in words:
        if _is_number_like(word):
            runs[-1].append(word.strip(".:"))
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=_digits)
    return " ".join(best) if _digits(best) else None


def _is_number_like(word: str) -> bool:
    if word.strip(".:") in _ACRONYMS:
        return False
    return bool(_LETTERS.fullmatch(word)) or any(map(str.isdigit, word))


def _digits(run: list[str]) -> int:
    return sum(map(str.isdigit, "".join(run)))
