from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People

PUBLIC = "it is public to all members"


class LifecycleConfig(AppConfig):
    name = "tocsin.records.lifecycle"
    label = "lifecycle"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "lifecycle_extension": Keeping(
            "why records live longer, and who decided so", People.LISTED, "as its record is"
        ),
        "lifecycle_reminder": Keeping(
            "which reminders were given", People.LISTED, "as its record is"
        ),
        "lifecycle_tombstone": Keeping(
            "the opaque ids of records that ended",
            People.NOBODY,
            "for as long as the register exists: whoever was away learns what ended",
            open_because=PUBLIC,
        ),
    }
