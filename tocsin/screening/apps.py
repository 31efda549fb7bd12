from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ScreeningConfig(AppConfig):
    name = "tocsin.screening"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "screening_screenedtraveller": Keeping(
            "the particulars of a traveller with a candidate",
            People.CANDIDATES,
            "until the last candidate is dismissed: emptied at once, deleted 30 days later",
        ),
        "screening_proposedmatch": Keeping(
            "a candidate: score, band and reasons",
            People.CANDIDATES,
            "as its traveller is; what the reasons quote of them is emptied with them",
        ),
    }
