from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class AdmissionConfig(AppConfig):
    name = "tocsin.records.admission"
    label = "admission"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "admission_standing": Keeping(
            "under which decisions publishers' lists pass, and who took them",
            People.OFFICERS,
            "for as long as the register exists",
            open_because="what a published list is admitted on is public to all members",
        ),
    }
