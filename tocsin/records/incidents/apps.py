from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class IncidentsConfig(AppConfig):
    name = "tocsin.records.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "incidents_incident": Keeping(
            "what happened, as a member reports it",
            People.LISTED,
            "for five years, or until its originator takes it back",
        ),
        "incidents_relation": Keeping(
            "what a record's subject had to do with another or with an incident, with evidence",
            People.LISTED,
            "as the records at both its ends are",
        ),
    }
