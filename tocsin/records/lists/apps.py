from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ListsConfig(AppConfig):
    name = "tocsin.records.lists"
    label = "lists"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "lists_run": Keeping(
            "what each import of a published list changed, by reference number",
            People.NOBODY,
            "for as long as the register exists",
        ),
    }
