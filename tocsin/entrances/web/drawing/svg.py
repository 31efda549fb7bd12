"""SVG text, escaped by construction."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from tocsin.entrances.web.pages.unseen import plain

Attribute = str | int | float


def element(tag: str, *children: str, **attributes: Attribute) -> str:
    """One element; ``children`` are SVG already, attributes are escaped here.

    A trailing underscore is dropped (``class_``) and inner ones become hyphens (``text_anchor``).
    """
    written = "".join(f" {_named(key)}={_valued(value)}" for key, value in attributes.items())
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def text(content: str) -> str:
    """Character content, unseen characters spelt out."""
    return escape(plain(content))


def number(value: float) -> str:
    """A coordinate to a tenth, without a needless ".0"."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else _trim(value)
    )


def points(path: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Path data through the points, straight from one to the next."""
    pairs = " ".join(f"{number(x)},{number(y)}" for x, y in path)
    return f"M{pairs}{'Z' if closed else ''}"


def _trim(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _named(key: str) -> str:
    return "viewBox" if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _valued(value: Attribute) -> str:
    return quoteattr(number(value) if isinstance(value, float) else plain(str(value)))
