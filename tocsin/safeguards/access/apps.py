from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class AccessConfig(AppConfig):
    name = "tocsin.safeguards.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "access_alarm": Keeping(
            "which officer asked for how much too much in an hour, by numbers",
            People.OFFICERS,
            "for two years",
        ),
        "access_tally": Keeping(
            "how many questions an officer asked in which minute", People.OFFICERS, "for a day"
        ),
        "access_token": Keeping(
            "digests of the tokens of programs, with the officer they speak for",
            People.OFFICERS,
            "until it expires (a year at most) or is revoked; the row stays as its trace",
            open_because="a token has to be found before it is known whose it is",
        ),
    }
