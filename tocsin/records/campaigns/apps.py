from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People

PUBLIC = "it is public to all members"


class CampaignsConfig(AppConfig):
    name = "tocsin.records.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "campaigns_campaign": Keeping(
            "which reviews of many records were called, and why",
            People.OFFICERS,
            "for as long as the register exists",
            open_because=PUBLIC,
        ),
        "campaigns_reviewed": Keeping(
            "what originators concluded about their records", People.LISTED, "as its record is"
        ),
        "campaigns_standing": Keeping(
            "how far members have come with reviews, by counts",
            People.NOBODY,
            "for as long as the register exists",
            open_because=PUBLIC,
        ),
    }
