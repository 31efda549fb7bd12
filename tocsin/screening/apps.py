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
            "until the last candidate is dismissed: emptied at once, deleted 30 days later; as"
            " ciphertext, to be shown again with approval, for 30 days from the screening",
        ),
        "screening_proposedmatch": Keeping(
            "a candidate: score, band and reasons",
            People.CANDIDATES,
            "as its traveller is; what the reasons quote of them is emptied with them",
        ),
        "screening_lookback": Keeping(
            "up to which change of records held travellers were compared",
            People.NOBODY,
            "as long as the node",
            open_because="one row for the node: the number of a transaction",
        ),
    }
