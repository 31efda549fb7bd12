from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class MembersConfig(AppConfig):
    name = "tocsin.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "members_member": Keeping(
            "the states and organisations that acceded",
            People.NOBODY,
            "for as long as the register exists",
            open_because="the register of members is public",
        ),
        "members_unit": Keeping(
            "the services of members, contact points among them",
            People.NOBODY,
            "for as long as the register exists",
            open_because="the register of members is public",
        ),
        "members_officer": Keeping(
            "who signs in, by name, unit and roles",
            People.OFFICERS,
            "for as long as the ledger names the officer; it is switched off when they leave",
            open_because="sign-in has to find an account before it knows whose it is",
        ),
        "members_demonstration": Keeping(
            "whether everything here is invented",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it is about the register itself",
        ),
    }
