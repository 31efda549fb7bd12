from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class LedgerConfig(AppConfig):
    name = "tocsin.safeguards.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "ledger_entry": Keeping(
            "who did what, by identifiers and counts",
            People.OFFICERS,
            "for as long as the register exists: nobody can remove an entry",
        ),
    }
