from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class GateConfig(AppConfig):
    name = "tocsin.records.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "gate_verdict": Keeping(
            "what reviewers of other members concluded about records, and why",
            People.LISTED,
            "as its record is: a refused one is deleted with it",
        ),
        "gate_appeal": Keeping(
            "why an originator asked that somebody else looks", People.LISTED, "as its record is"
        ),
        "gate_release": Keeping(
            "why words of a special category must stay", People.LISTED, "as its record is"
        ),
    }
