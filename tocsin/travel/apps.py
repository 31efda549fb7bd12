from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class TravelConfig(AppConfig):
    name = "tocsin.travel"
    label = "travel"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "travel_manifest": Keeping(
            "a flight that was screened: codes, times, counts and faults",
            People.NOBODY,
            "for as long as a candidate on it may be asked about",
        ),
    }
