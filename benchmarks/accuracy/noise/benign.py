"""Innocent variation: order, case, marks, romanisation, titles, the forms of travel documents."""

from __future__ import annotations

import re
import unicodedata
from random import Random

ROMANISATIONS: tuple[tuple[str, str], ...] = (
    (r"q", "k"), (r"kh", "h"), (r"ou", "u"), (r"oo", "u"), (r"ee", "i"), (r"gh", "g"),
    (r"dh", "d"), (r"(?<=[aeiou])y(?=[aeiou])", "i"), (r"sh", "ch"), (r"j", "dj"),
    (r"(?<=\w)ah\b", "a"), (r"(?<=[bdfklmnrstz])a\b", "ah"), (r"iy\b", "y"), (r"y\b", "i"),
    (r"ay", "ai"), (r"ai", "ei"), (r"aw", "au"), (r"ya", "ia"), (r"yu", "iu"), (r"zh", "j"),
    (r"ts", "tz"), (r"u(?=\w)", "ou"), (r"(?<=\w)i(?=\w)", "ee"), (r"w", "v"), (r"v\b", "ff"),
    (r"'", ""),
)  # fmt: skip
"""Pairs of spellings for one sound where romanisations disagree: English, French and German use,
ICAO Doc 9303-3 and BGN/PCGN for Arabic; ISO 9, GOST and BGN/PCGN for Cyrillic."""

EQUIVALENTS: tuple[tuple[str, ...], ...] = (
    ("muhammad", "mohammed", "mohamed", "mohamad", "muhammed", "mohammad", "mouhamed"),
    ("ahmad", "ahmed", "ahmet"), ("husayn", "hussein", "hussain", "husain", "hussayn"),
    ("yusuf", "yousef", "youssef", "yousuf", "yosef"), ("umar", "omar", "omer"),
    ("uthman", "othman", "osman", "usman"), ("hasan", "hassan", "hasen"),
    ("sulayman", "suleiman", "sulaiman", "suliman", "soleiman"), ("ibrahim", "ebrahim", "ibraheem"),
    ("mahmud", "mahmoud", "mahmood"), ("mustafa", "mostafa", "moustafa", "mustapha"),
    ("isa", "issa", "eisa"), ("musa", "moussa", "mousa"), ("yahya", "yehya", "yahia"),
    ("ismail", "esmail", "ismael"), ("rashid", "rasheed", "rachid"), ("jamal", "gamal", "djamal"),
    ("nur", "noor", "nour"), ("khalid", "khaled", "haled"),
    ("abdullah", "abdallah", "abdulla"), ("said", "saeed", "saïd"), ("salih", "saleh", "salah"),
    ("karim", "kareem"), ("aziz", "azeez"), ("mansur", "mansour", "mansoor"),
    ("nasir", "nasser", "naser"), ("abdul", "abdel", "abdoul"), ("shaykh", "sheikh", "shaikh"),
    ("aleksandr", "alexander", "oleksandr"), ("sergey", "sergei", "serguei"),
    ("dmitry", "dmitri", "dmitriy"), ("yevgeny", "evgeny", "evgeni"), ("ri", "li"),
    ("pak", "park"), ("choe", "choi"), ("jong", "chong"),
)  # fmt: skip
"""Spellings under which one name is met in passports."""

PARTICLES = ("al", "el", "bin", "ben", "ibn", "abu", "abou", "ould", "van", "von", "de", "ul")
TITLES = ("Mr", "Dr", "Sheikh", "Haji", "Eng", "Mullah", "Prof", "Capt", "Mrs")
GLUED_TITLES = ("MR", "DR", "MSTR", "PROF")
_LONG = dict(zip("aiueosz", "āīūēōşż", strict=True))
_ACCENT = dict(zip("aeioucsnz", "áèïóüçşñž", strict=True))


def reordered(name: str, chance: Random) -> str | None:
    words = name.split()
    shuffled = words[:]
    chance.shuffle(shuffled)
    return " ".join(shuffled if shuffled != words else reversed(words))


def family_first(name: str, _chance: Random) -> str | None:
    words = name.split()
    return f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else None


def cased(name: str, chance: Random) -> str | None:
    return chance.choice((name.lower(), name.title(), name.swapcase(), name.capitalize()))


def marked(name: str, chance: Random) -> str | None:
    """Marks taken off where there are any; otherwise put on some vowels and consonants."""
    bare = unmarked(name)
    if bare != name:
        return bare
    marks = chance.choice((_LONG, _ACCENT))
    return "".join(
        marks.get(letter, letter) if chance.random() < 0.5 else letter for letter in name.lower()
    ).title()


def unmarked(name: str) -> str:
    """The name without combining marks."""
    apart = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def punctuated(name: str, chance: Random) -> str | None:
    bare = name.replace("'", "").replace("’", "").replace("-", " ").replace(".", "")
    if bare != name:
        return bare
    return name.replace(" ", chance.choice(("-", ". ", "'", ", ")), 1)


def transliterated(name: str, chance: Random) -> str | None:
    """Two of the pairs of `ROMANISATIONS` that apply, each in one place."""
    changed = name.lower()
    usable = [pair for pair in ROMANISATIONS if re.search(pair[0], changed)]
    for pattern, other in chance.sample(usable, min(2, len(usable))):
        changed = re.sub(pattern, other, changed, count=1)
    return changed.title() if changed != name.lower() else None


def renamed(name: str, chance: Random) -> str | None:
    """Every part that has `EQUIVALENTS` written as another of them; None where no part has."""
    words = name.lower().split()
    changed = [_equivalent(word, chance) for word in words]
    return " ".join(changed).title() if changed != words else None


def _equivalent(word: str, chance: Random) -> str:
    for group in EQUIVALENTS:
        if word in group:
            return chance.choice([other for other in group if other != word])
    return word


def machine_readable(name: str, _chance: Random) -> str | None:
    """Family name, two fillers, given names with a filler between (ICAO Doc 9303-4)."""
    words = _plain_words(name)
    return f"{words[-1]}<<{'<'.join(words[:-1])}" if len(words) > 1 else None


def booked(name: str, _chance: Random) -> str | None:
    """As a reservation writes it: FAMILY/GIVEN GIVEN."""
    words = _plain_words(name)
    return f"{words[-1]}/{' '.join(words[:-1])}" if len(words) > 1 else None


def glued_given(name: str, _chance: Random) -> str | None:
    words = _plain_words(name)
    return f"{''.join(words[:-1])} {words[-1]}" if len(words) > 2 else None


def middle_dropped(name: str, chance: Random) -> str | None:
    """One inner part left out: a patronymic or middle name."""
    words = name.split()
    if len(words) < 3:
        return None
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


def particles_changed(name: str, chance: Random) -> str | None:
    """Particles joined with a hyphen, glued or left out, all in the same way."""
    found = re.compile(rf"\b({'|'.join(PARTICLES)})[\s-]+(?=\w)", re.IGNORECASE)
    if not found.search(name):
        return None
    return found.sub(chance.choice((r"\1-", r"\1", r"\1 ", "")), name)


def titled(name: str, chance: Random) -> str | None:
    return f"{chance.choice(TITLES)} {name}"


def title_glued(name: str, chance: Random) -> str | None:
    """A title run on to the given name, as reservation systems write it."""
    words = _plain_words(name)
    if len(words) < 2:
        return None
    return f"{words[-1]}/{''.join(words[:-1])}{chance.choice(GLUED_TITLES)}"


def _plain_words(name: str) -> list[str]:
    """The parts as a machine-readable zone has them: A to Z in capitals."""
    bare = unmarked(name).upper().replace("-", " ")
    words = (re.sub(r"[^A-Z]", "", word) for word in bare.split())
    return [word for word in words if word]
