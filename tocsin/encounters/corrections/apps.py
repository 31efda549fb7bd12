from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class CorrectionsConfig(AppConfig):
    name = "tocsin.encounters.corrections"
    label = "corrections"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "corrections_notice": Keeping(
            "which member was told of which correction, and whether it arrived",
            People.LISTED,
            "for two years after it was acknowledged",
        ),
    }
