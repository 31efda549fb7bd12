from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class HandlingConfig(AppConfig):
    name = "tocsin.records.handling"
    label = "handling"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "handling_flag": Keeping(
            "which member carries out a weaker action than a record asks, and why",
            People.LISTED,
            "as its record is",
        ),
    }
