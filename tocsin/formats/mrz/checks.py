"""Check digits, and the characters that a scanner takes for one another.

ICAO Doc 9303-3, section 4.9: weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, the
filler as 0; the sum modulo 10.
"""

from __future__ import annotations

FILLER = "<"
_WEIGHTS = (7, 3, 1)
_VALUES = {character: int(character, 36) for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_VALUES[FILLER] = 0

TO_DIGIT = str.maketrans("OQDILZSGB", "000112568")
"""What a scanner reads where only a digit can stand."""
TO_LETTER = str.maketrans("012568", "OIZSGB")
"""What it reads where only a letter can stand. (OCR-B, ISO 1073-2, keeps these shapes alike.)"""


def check_digit(text: str) -> str:
    """The digit that belongs to a field. Characters that no zone may hold count as 0."""
    total = sum(_VALUES.get(each, 0) * _WEIGHTS[at % 3] for at, each in enumerate(text))
    return str(total % 10)


def agrees(digit: str, text: str) -> bool:
    """Whether a check digit is right; of an empty field it may be a filler (Doc 9303-4, 4.2.2)."""
    if digit == FILLER:
        return not text.strip(FILLER)
    return digit == check_digit(text)
