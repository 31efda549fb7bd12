from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ContributingConfig(AppConfig):
    name = "tocsin.records.contributing"
    label = "contributing"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "contributing_draft": Keeping(
            "forms half filled in, each its officer's own",
            People.LISTED,
            "until it is sent or thrown away, or for 14 days after it was last saved",
        ),
        "contributing_batch": Keeping(
            "what files of contributions came to: counts, and faults by line and field",
            People.NOBODY,
            "for two years",
        ),
    }
