from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class IntakeConfig(AppConfig):
    name = "tocsin.travel.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "intake_message": Keeping(
            "a carrier's message, as ciphertext until it is screened; then counts and a reference",
            People.TRAVELLERS,
            "with its content until it is screened, at most 24 hours after the day it came; without"
            " it 60 days, so that the same message is known again",
        ),
        "intake_line": Keeping(
            "a carrier's line: name, public key, meaning of columns",
            People.NOBODY,
            "as long as messages name it",
        ),
        "intake_expectedflight": Keeping(
            "flights of the member's schedule", People.NOBODY, "until the member removes them"
        ),
    }
