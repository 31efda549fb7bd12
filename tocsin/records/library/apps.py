from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class LibraryConfig(AppConfig):
    name = "tocsin.records.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "library_work": Keeping(
            "reference texts and legal acts with their text, narrative summaries of listed people"
            " and groups among them",
            People.LISTED,
            "until the member that added it takes it out",
        ),
        "library_workfile": Keeping("the files of works, whole", People.LISTED, "as its work is"),
    }
