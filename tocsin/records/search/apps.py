from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class SearchConfig(AppConfig):
    name = "tocsin.records.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "search_savedsearch": Keeping(
            "questions that officers keep for open cases, names of whom they look for among them",
            People.CANDIDATES,
            "until the case is closed, or for 90 days at most",
        ),
    }
