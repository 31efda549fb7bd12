"""An auditor of the readers: walks the XML on its own, with lxml, and asks where each text went.

Nothing here uses the readers' code. A text is accounted for where the entry holds it as a value,
as words within a value, in a form that the table of the list names, or in the remainder under its
own path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

Forms = dict[str, Callable[[str], tuple[str, ...]]]


@dataclass(frozen=True)
class Text:
    """One text node or attribute of an entry: its path as a remainder writes it, and its words."""

    path: str
    text: str

    @property
    def name(self) -> str:
        return re.sub(r"\[\d+\]", "", self.path).rpartition("/")[2]


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def texts(element: etree._Element, above: str = "") -> Iterator[Text]:
    """Every text node and attribute under ``element`` that holds more than white space."""
    for name, value in element.attrib.items():
        if flat(str(value)):
            yield Text(f"{above}@{name!s}", flat(str(value)))
    own = flat("".join([element.text or "", *(child.tail or "" for child in element)]))
    if own:
        yield Text(above.removesuffix("/") or ".", own)
    counts: dict[str, int] = {}
    for child in element:
        tag = etree.QName(child).localname
        counts[tag] = counts.get(tag, 0) + 1
        step = tag if counts[tag] == 1 else f"{tag}[{counts[tag]}]"
        yield from texts(child, f"{above}{step}/")


def leaves(value: Any) -> Iterator[str]:
    """Every string inside a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from leaves(member)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)


class Held:
    """The strings of a plain value, asked one text at a time."""

    def __init__(self, value: Any) -> None:
        self._leaves = frozenset(leaves(value))
        self._words = "\n".join(self._leaves)

    def has(self, text: str) -> bool:
        """Whether ``text`` is a value, or stands in one as whole words; nothing always is."""
        return not text or text in self._leaves or self._has_words(text)

    def _has_words(self, text: str) -> bool:
        at = self._words.find(text)
        while at >= 0:
            before, after = self._words[at - 1 : at], self._words[at + len(text) :][:1]
            if not before.isalnum() and not after.isalnum():
                return True
            at = self._words.find(text, at + 1)
        return False


def lost(element: etree._Element, plain: dict[str, Any], forms: Forms) -> list[Text]:
    """The texts of ``element`` that the entry ``plain`` (`ListEntry.to_dict`) doesn't hold."""
    remainder = {(path, text) for path, text in plain.get("remainder", [])}
    held = Held({key: value for key, value in plain.items() if key != "remainder"})
    return [
        each
        for each in texts(element)
        if (each.path, each.text) not in remainder
        and not any(held.has(form) for form in written_forms(each, forms))
    ]


def written_forms(text: Text, forms: Forms) -> tuple[str, ...]:
    return (text.text, *(forms[text.name](text.text) if text.name in forms else ()))


def is_together(wanted: list[Text], values: list[Held], forms: Forms) -> bool:
    """Whether one of ``values`` holds all of the texts of a part."""
    return any(
        all(any(held.has(form) for form in written_forms(each, forms)) for each in wanted)
        for held in values
    )
