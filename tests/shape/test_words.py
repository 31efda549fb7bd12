"""One word means one thing: names that say nothing and words that judge are nowhere in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "tocsin").rglob("*.py"))
WRITTEN = [
    path
    for suffix in ("*.py", "*.md", "*.html", "*.css", "*.toml")
    for folder in ("tocsin", "docs", "tools", "benchmarks")
    for path in sorted((ROOT / folder).rglob(suffix))
]
SAY_NOTHING = frozenset(
    ["manager", "helper", "util", "utils", "common", "misc", "handler", "data", "info", "process"]
)
MEANT = {
    "tocsin/foundations/postgres/home.py: data_argument": "PostgreSQL's own name: data directory",
    "tocsin/foundations/postgres/postmaster.py: _process": "a process of the operating system",
    "tocsin/entrances/web/signing_in/ceremony.py: get_access_token_data": "allauth's own name",
}
"""Where such a word is the right one, and why."""
JUDGE = re.compile(r"\b(suspects?|suspected|targets?(?!\s*=)|extremists?|watchlist hits?)\b", re.I)
REFUSED = {"tocsin/foundations/vocabulary/codes.py": ["suspect"]}
"""Where such a word stands to say that it may not."""
ABSENT = re.compile(
    r"\b(face|facial|fingerprint|iris|gait|voice)[ _-]?(match|recogni|compar|template|embedding)"
    r"|\brisk[ _-]?(score|scoring|level|rating|assess)"
    r"|\b(predict|profil)(e|es|ed|er|ion|ive|ing)?[ _-]?(travell?er|person|people|passenger|risk)"
    r"|\bsocial[ _-]?media\b|\bsentiment\b|\bkeyword[ _-]?(monitor|watch|alert)"
    r"|\bauto(matic)?(ally)?[ _-]?(deny|denial|refus|arrest|confirm)",
    re.I,
)
"""DESIGN S10: what Tocsin will not do, as it would be named by who added it."""
FORBIDDEN_PACKAGES = (
    "face-recognition",
    "deepface",
    "insightface",
    "opencv",
    "mediapipe",
    "dlib",
    "scikit-learn",
    "xgboost",
    "lightgbm",
    "torch",
    "tensorflow",
    "transformers",
    "tweepy",
    "snscrape",
    "pymerkle",
    "mrz",
)


def _named(path: Path) -> Iterator[str]:
    """The module's own name, and every class and function that it defines."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _parts(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_").split("_"))


def test_no_module_class_or_function_has_a_name_that_says_nothing() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for name in _named(path)
        if _parts(name) & SAY_NOTHING
    }
    assert found - set(MEANT) == set()
    assert set(MEANT) <= found, "an exception that is no longer needed"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_judges_a_person_before_people_did(path: Path) -> None:
    assert JUDGE.findall(path.read_text()) == REFUSED.get(str(path.relative_to(ROOT)), [])


def test_what_is_deliberately_absent_is_absent() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in SOURCES
        for match in [ABSENT.search(path.read_text())]
        if match
    }
    assert found == set()


def test_no_package_for_what_is_deliberately_absent_is_required() -> None:
    required = re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements.lock").read_text(), re.M)
    assert required
    forbidden = [each for each in required if each.lower().startswith(FORBIDDEN_PACKAGES)]
    assert forbidden == []
