from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ResolutionConfig(AppConfig):
    name = "tocsin.resolution"
    label = "resolution"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "resolution_proposal": Keeping(
            "two records that the matching index finds alike",
            People.LISTED,
            "until either record goes, or a later run finds the two no longer alike",
        ),
        "resolution_judgement": Keeping(
            "what an officer said of two records, and on what evidence",
            People.LISTED,
            "as long as both records are",
        ),
        "resolution_misusedidentity": Keeping(
            "keyed hashes of documents of someone whose identity a listed person used",
            People.LISTED,
            "until the person withdraws consent, it expires, or the record goes",
        ),
    }
