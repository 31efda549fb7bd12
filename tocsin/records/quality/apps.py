from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class QualityConfig(AppConfig):
    name = "tocsin.records.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "quality_event": Keeping(
            "what happened to members' records, without saying which",
            People.NOBODY,
            "for as long as the register exists: nobody can remove a line",
            open_because="how members keep their records is public to all members",
        ),
    }
