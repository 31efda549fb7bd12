from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class DraftingConfig(AppConfig):
    name = "tocsin.records.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "drafting_draft": Keeping(
            "requests to committees: who they are about, the case, and what may be released",
            People.LISTED,
            "until its member deletes it; a final one is its member's file of what it sent",
        ),
    }
