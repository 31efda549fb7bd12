from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class OutcomesConfig(AppConfig):
    name = "tocsin.review.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "outcomes_outcome": Keeping(
            "how many candidates a member's desk confirmed and rejected in a month, by list, "
            "border and script",
            People.NOBODY,
            "for as long as the register exists: it says nothing of anybody",
        ),
    }
