from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class HoldingConfig(AppConfig):
    name = "tocsin.travel.holding"
    label = "holding"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "holding_day": Keeping(
            "the key of a flight day, of a day of arrivals or of masked candidates, sealed",
            People.NOBODY,
            "until the day's deadline, when the key is destroyed; the row 60 days more",
        ),
        "holding_heldlist": Keeping(
            "everybody on a passenger list, as ciphertext under the key of its flight day",
            People.TRAVELLERS,
            "until the member's deadline, at most 24 hours after the end of the flight day",
        ),
        "holding_retention": Keeping(
            "how many hours a member holds travellers", People.NOBODY, "until the member changes it"
        ),
    }
