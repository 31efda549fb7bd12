from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ReviewConfig(AppConfig):
    name = "tocsin.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "review_adjudication": Keeping(
            "where a candidate stands", People.CANDIDATES, "as its candidate is"
        ),
        "review_decision": Keeping(
            "what an officer concluded of a candidate, and why",
            People.OFFICERS,
            "as its candidate is",
        ),
        "review_mark": Keeping(
            "keyed hashes that tell a decided traveller again",
            People.CANDIDATES,
            "as its candidate is",
        ),
        "review_receipt": Keeping(
            "the reference that a traveller was handed", People.CANDIDATES, "as its candidate is"
        ),
        "review_hit": Keeping(
            "a candidate that people confirmed", People.LISTED, "as its candidate is"
        ),
    }
