from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ClearancesConfig(AppConfig):
    name = "tocsin.screening.clearances"
    label = "clearances"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "clearances_clearance": Keeping(
            "that somebody is not the subject of a record, on which basis and until when",
            People.TRAVELLERS,
            "until it is withdrawn, it expires, or the record goes",
        ),
        "clearances_cleareddocument": Keeping(
            "keyed hashes of the documents of whoever was cleared",
            People.TRAVELLERS,
            "as the clearance is",
        ),
    }
