from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class RegistersConfig(AppConfig):
    name = "tocsin.records.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "registers_record": Keeping(
            "what one member holds of one subject, and what it asks of others",
            People.LISTED,
            "in effect until it expires, is delisted or withdrawn, whichever comes first",
        ),
        "registers_version": Keeping(
            "what a record said, from one moment on", People.LISTED, "as its record is"
        ),
    }
