"""What someone does who wants to be read by people and missed by machines."""

from __future__ import annotations

import re
from random import Random

HOMOGLYPHS = dict(zip("acehiopxyABCEHIKMOPTXY", "асеһіорхуАВСЕНІКМОРТХУ", strict=True))
"""Latin letters and the Cyrillic ones that look the same (Unicode TR 39, confusables)."""
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
MARKS = "\u200e\u200f\u202a\u202c\u2066\u2069"
DIGITS = str.maketrans("oOiIlLsSeEaA", "001111553344")
RESPELLINGS = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "ck"), ("c", "k"), ("s", "z"), ("x", "ks"),
    ("ei", "ie"), ("qu", "kw"), ("j", "y"), ("v", "w"), ("d", "t"), ("b", "p"), ("g", "k"),
)  # fmt: skip
DECOYS = ("Martin", "Lopez", "Chen", "Novak", "Silva", "Kumar", "Haddad", "Petrov")


def one_homoglyph(name: str, chance: Random) -> str | None:
    places = [at for at, letter in enumerate(name) if letter in HOMOGLYPHS]
    if not places:
        return None
    at = chance.choice(places)
    return name[:at] + HOMOGLYPHS[name[at]] + name[at + 1 :]


def all_homoglyphs(name: str, _chance: Random) -> str | None:
    return "".join(HOMOGLYPHS.get(letter, letter) for letter in name)


def zero_width(name: str, chance: Random) -> str | None:
    """Up to three invisible characters inside words."""
    for _ in range(3):
        at = chance.randrange(1, len(name))
        name = name[:at] + chance.choice(ZERO_WIDTH) + name[at:]
    return name


def direction_marks(name: str, chance: Random) -> str | None:
    at = chance.randrange(1, len(name))
    return chance.choice(MARKS) + name[:at] + chance.choice(MARKS) + name[at:]


def split(name: str, chance: Random) -> str | None:
    """A space inside the longest word, with two letters at least on each side."""
    longest = max(name.split(), key=len)
    if len(longest) < 5:
        return None
    at = chance.randrange(2, len(longest) - 1)
    return name.replace(longest, f"{longest[:at]} {longest[at:]}", 1)


def joined(name: str, _chance: Random) -> str | None:
    words = name.split()
    return "".join(words) if 1 < len(words) < 5 else None


def digits_for_letters(name: str, chance: Random) -> str | None:
    """Up to two letters as the digits that look like them."""
    places = [at for at, letter in enumerate(name) if letter.translate(DIGITS) != letter]
    for at in chance.sample(places, min(2, len(places))):
        name = name[:at] + name[at].translate(DIGITS) + name[at + 1 :]
    return name


def vowels_dropped(name: str, _chance: Random) -> str | None:
    """The inner vowels of words of five letters or more."""
    return re.sub(
        r"\b(\w)(\w{3,})(\w)\b",
        lambda word: word[1] + re.sub(r"[aeiouAEIOU]", "", word[2]) + word[3],
        name,
    )


def letters_doubled(name: str, chance: Random) -> str | None:
    """Up to two consonants doubled, and double ones made single."""
    single = re.sub(r"(\w)\1", r"\1", name)
    if single != name:
        return single
    places = [at for at, letter in enumerate(name) if letter.lower() in "bdflmnprst"]
    for at in sorted(chance.sample(places, min(2, len(places))), reverse=True):
        name = name[:at] + name[at] + name[at:]
    return name


def respelled(name: str, chance: Random) -> str | None:
    """Up to two letters written as others that sound alike."""
    low = name.lower()
    usable = [pair for pair in RESPELLINGS if pair[0] in low]
    for seen, other in chance.sample(usable, min(2, len(usable))):
        low = low.replace(seen, other, 1)
    return low.title() if low != name.lower() else None


def decoy(name: str, chance: Random) -> str | None:
    """A name of somebody else put before or behind a name of three parts or more."""
    if len(name.split()) < 3:
        return None
    other = chance.choice(DECOYS)
    return chance.choice((f"{name} {other}", f"{other} {name}"))
