"""Small pictures that stand beside words; none stands for a word alone."""

from __future__ import annotations

from tocsin.entrances.web.drawing.svg import element

_PATHS = {
    "agrees": "M3 8.5 6.5 12 13 4.5",
    "near": "M2.5 6.2c1.8-2 3.7-2 5.5 0s3.7 2 5.5 0M2.5 10.8c1.8-2 3.7-2 5.5 0s3.7 2 5.5 0",
    "differs": "M3 6h10M3 10.5h10M11 2.5 5 14",
    "not_comparable": "M4 8h8",
    "up": "M8 13V3M4 7l4-4 4 4",
    "down": "M8 3v10M4 9l4 4 4-4",
    "warning": "M8 2 15 14H1ZM8 6.5v3.5M8 12v.3",
    "lock": "M4 7.5h8v6H4ZM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
    "clock": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5V8l2.5 1.6",
    "two": "M5.5 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6"
    "M1.5 13.5c0-2.5 1.8-4 4-4s4 1.5 4 4M10.5 7.5a2.3 2.3 0 0 0 0-4.6M11.5 9.7c1.8.3 3 1.7 3 3.8",
    "empty": "M2 9.5 4 3h8l2 6.5V13H2ZM2 9.5h3.5l1 1.5h3l1-1.5H14",
    "next": "M6 3l5 5-5 5",
    "print": "M4.5 6V2h7v4M4.5 11.5H2V6h12v5.5h-2.5M4.5 9.5h7V14h-7Z",
}

ICONS = {
    name: element(
        "svg",
        element("path", d=path),
        class_=f"icon icon-{name.replace('_', '-')}",
        viewBox="0 0 16 16",
        width=16,
        height=16,
        aria_hidden="true",
        focusable="false",
    )
    for name, path in _PATHS.items()
}
