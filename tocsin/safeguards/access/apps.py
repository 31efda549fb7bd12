from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class AccessConfig(AppConfig):
    name = "tocsin.safeguards.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "access_token": Keeping(
            "digests of the tokens of programs, with the officer they speak for",
            People.OFFICERS,
            "in use for 90 days or until it is revoked; the row stays as its trace",
            open_because="a token has to be found before it is known whose it is",
        ),
    }
