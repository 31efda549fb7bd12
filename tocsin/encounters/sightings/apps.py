from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class SightingsConfig(AppConfig):
    name = "tocsin.encounters.sightings"
    label = "sightings"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "sightings_sighting": Keeping(
            "one confirmed encounter with a listed person",
            People.LISTED,
            "in effect until its record ends, at most a year past its first expiry",
        ),
    }
