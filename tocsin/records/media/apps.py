from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class MediaConfig(AppConfig):
    name = "tocsin.records.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "media_attachment": Keeping(
            "photographs and papers of records, by hash, source and rights",
            People.LISTED,
            "as its record is, or until its originator detaches it",
        ),
    }
