from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class CorrespondenceConfig(AppConfig):
    name = "tocsin.alerts.correspondence"
    label = "correspondence"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "correspondence_sealingkey": Keeping(
            "the public keys that members' messages are sealed to",
            People.NOBODY,
            "for as long as the register exists: what was sealed to a key has to name it",
        ),
        "correspondence_sealedmessage": Keeping(
            "what two members write each other about an alert, which only they can open",
            People.LISTED,
            "as its alert is",
        ),
    }
