from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class SuspensionConfig(AppConfig):
    name = "tocsin.records.suspension"
    label = "suspension"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "suspension_tally": Keeping(
            "how many candidates of a record one member's desk confirmed and rejected",
            People.LISTED,
            "as its record is",
        ),
        "suspension_suspension": Keeping(
            "since when a record is silent at one member's desk, and who let it ring again and why",
            People.LISTED,
            "as its record is",
        ),
    }
