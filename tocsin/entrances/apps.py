from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class EntrancesConfig(AppConfig):
    name = "tocsin.entrances"
    label = "entrances"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "django_migrations": Keeping(
            "which changes of the tables were made",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it is about the tables themselves",
        ),
        "django_content_type": Keeping(
            "the names of the tables",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it is about the tables themselves",
        ),
        "django_session": Keeping(
            "who is signed in, in a signed form",
            People.OFFICERS,
            "until the session ends",
            open_because="a session has to be found before it is known whose it is",
        ),
        "auth_permission": Keeping(
            "nothing: the framework makes it, and permissions are in code",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it stays empty of people",
        ),
        "auth_group": Keeping(
            "nothing: as auth_permission",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it stays empty of people",
        ),
        "auth_group_permissions": Keeping(
            "nothing: as auth_permission",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it stays empty of people",
        ),
        "account_emailaddress": Keeping(
            "the addresses of officers, where an installation keeps any",
            People.OFFICERS,
            "as its officer is",
            open_because="sign-in has to find an account before it knows whose it is",
        ),
        "account_emailconfirmation": Keeping(
            "addresses waiting to be confirmed",
            People.OFFICERS,
            "until it is confirmed",
            open_because="sign-in has to find an account before it knows whose it is",
        ),
        "entrances_counted": Keeping(
            "how often somebody tried to sign in, by a digest of the name or the address",
            People.OFFICERS,
            "until it counts no more: minutes, and a day at most",
            open_because="attempts are counted before it is known who makes them",
        ),
        "mfa_authenticator": Keeping(
            "the second factors of officers; their secrets are encrypted",
            People.OFFICERS,
            "until the officer removes it",
            open_because="sign-in has to find an account before it knows whose it is",
        ),
        "socialaccount_socialaccount": Keeping(
            "which subject of which service an officer signs in as; nothing else that it told",
            People.OFFICERS,
            "until the administrator binds the officer otherwise",
            open_because="sign-in has to find an account before it knows whose it is",
        ),
        "socialaccount_socialapp": Keeping(
            "nothing: services stand in the settings",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it stays empty",
        ),
        "socialaccount_socialtoken": Keeping(
            "nothing: tokens of services are used once and not kept",
            People.NOBODY,
            "for as long as the register exists",
            open_because="it stays empty",
        ),
        "usersessions_usersession": Keeping(
            "where officers are signed in: address and program",
            People.OFFICERS,
            "until the session ends; the row goes when the officer next signs in or looks",
            open_because="a session has to be found before it is known whose it is",
        ),
    }

    def ready(self) -> None:
        from tocsin.entrances.subscriptions import subscribe_stages
        from tocsin.entrances.web.signing_in import noting

        subscribe_stages()
        noting.listen()
