"""Language groups, the same for travellers and for listed people, so that both sides compare.

A listed person's group is told from the first nationality in the record, an innocent's from the
group that `benchmarks.accuracy.parts.innocents` gives.
"""

from __future__ import annotations

_GROUPS: dict[str, tuple[tuple[str, ...], str]] = {
    "Arabic, Persian, Turkic": (
        ("Arabic", "Latin, Middle East"),
        "DZ TN IR SY IQ EG AF YE LY SA PK KW JO MA MR PS QA BH LB AE OM SD TR TM TJ UZ KZ KG AZ",
    ),
    "East Asian": (("Han, Kana", "Hangul"), "KP KR CN JP TW HK MO MN"),
    "Slavic": (("Cyrillic", "Latin, Eastern Europe"), "RU UA BY RS BA BG MK ME HR SI CZ SK PL"),
    "South Asian": (("Devanagari", "Latin, South Asia"), "IN BD LK NP BT"),
    "South-East Asian": (("Thai", "Latin, South-East Asia"), "PH ID MY SG TH VN MM KH LA BN TL"),
    "African": (
        ("Latin, Africa",),
        "CD CF RW UG ML SO ET TZ SS KE CG TD GW BI SN NA GN ER NG ZW CI LR SL ZA",
    ),
    "Latin American": (("Latin, Latin America",), "VE NI HT CO MX CU PE BO EC GT HN PA AR CL PY"),
    "Western": (("Latin, the West", "Hebrew"), "GB DE US FR NO BE NL ES IT AT CH SE DK AU CA IE"),
}
GROUPS = tuple(_GROUPS)
_BY_INNOCENT = {name: group for group, (of, _) in _GROUPS.items() for name in of}
_BY_NATIONALITY = {code: group for group, (_, codes) in _GROUPS.items() for code in codes.split()}


def of_innocent(name: str) -> str | None:
    """The language group of one of the innocents' own groups, or None."""
    return _BY_INNOCENT.get(name)


def of_nationalities(codes: tuple[str, ...]) -> str | None:
    """The language group of a listed person by nationality (ISO 3166-1 alpha-2), or None."""
    return next((group for code in codes if (group := _BY_NATIONALITY.get(code))), None)
