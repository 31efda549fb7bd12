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
            "the states and organisations that acceded or applied, and what they declared",
            People.NOBODY,
            "for as long as the register exists",
            open_because="the register of members is public",
        ),
        "members_unit": Keeping(
            "the services of members",
            People.NOBODY,
            "for as long as the register exists",
            open_because="the register of members is public",
        ),
        "members_contactpoint": Keeping(
            "the desk of each member that is called by day and night: its numbers, no names",
            People.NOBODY,
            "for as long as the register exists",
            open_because="the desks of all members call each other",
        ),
        "members_passedcheck": Keeping(
            "which technical checks an applicant passed, and when",
            People.NOBODY,
            "for as long as the register exists",
            open_because="the register of members is public",
        ),
        "members_signingkey": Keeping(
            "public keys of members, and when each counts",
            People.NOBODY,
            "for as long as the register exists: old signatures are checked with old keys",
            open_because="everybody may check a signature",
        ),
        "members_step": Keeping(
            "the steps of each membership, and measures, with their reasons",
            People.NOBODY,
            "for as long as the register exists; nobody can change a step",
            open_because="the register of members is public",
        ),
        "members_vote": Keeping(
            "what each member said about an applicant",
            People.OFFICERS,
            "for as long as the register exists; nobody can change a vote",
            open_because="the assembly votes in the open",
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
