from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People

WITH_ALERT = "as its alert is"


class AlertsConfig(AppConfig):
    name = "tocsin.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "alerts_alert": Keeping(
            "which member was told of a sighting, by when it is to answer, and what it answered",
            People.LISTED,
            "as its sighting is",
        ),
        "alerts_escalation": Keeping(
            "that an alert was carried up because nobody answered", People.LISTED, WITH_ALERT
        ),
        "alerts_delivery": Keeping(
            "which message was sent where, and whether it arrived", People.LISTED, WITH_ALERT
        ),
        "alerts_endpoint": Keeping(
            "the address at which a member's own system hears of alerts",
            People.NOBODY,
            "as long as the member keeps it",
        ),
    }
