"""The way to a member's own service and back: allauth's, with every check that it leaves out.

What comes back is bound to the browser that left, three times: by `state` and by the verifier of
the code (RFC 7636), which are allauth's, and by the nonce within the ID token (Core, 3.1.2.1),
which is ours. As Core, 15.5.2 advises, the nonce is a hash of what only this browser's session
holds: of the verifier, by way of its challenge.
"""

from __future__ import annotations

import base64
import hashlib
from secrets import compare_digest
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from jwt import PyJWTError, get_unverified_header
from requests import RequestException

from tocsin.entrances.web.signing_in.services import SIGNED, service_id
from tocsin.safeguards.appointments.errors import IdentityTaken
from tocsin.safeguards.appointments.facts import IdentityBound


def challenge_of(verifier: str) -> str:
    """The challenge that goes out for a code's verifier (RFC 7636, 4.2: S256)."""
    return _hashed(verifier)


def nonce_of(challenge: str) -> str:
    """The nonce that an ID token has to carry, for the challenge that went out with it."""
    return _hashed(f"nonce {challenge}")


def _hashed(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


class Services(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """allauth's rules for other services: who isn't bound by an administrator stays outside."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Only sign in: an officer binds nothing to themselves, by no link that they follow."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(redirect("account_login"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Nobody, whatever address a service claims."""

    def send_notification_mail(self, *given: Any, **named: Any) -> None:
        """Send nothing: officers have no addresses here."""

    def get_requests_session(self) -> Any:
        """A service answers at its own address, or not at all."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session


class Ceremony(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One service. Whatever is not as it must be ends the sign-in with one and the same page."""

    @property
    def issuer(self) -> str:
        return str(self.get_provider().app.settings["server_url"])

    @property
    def openid_config(self) -> Any:
        """What the service says of itself. It must be who the settings say (Discovery, 4.3)."""
        told = super().openid_config
        if not isinstance(told, dict) or told.get("issuer") != self.issuer:
            raise OAuth2Error("the service names another issuer")
        return told

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """The token for the code, and the nonce that it has to carry."""
        self._nonce = nonce_of(challenge_of(pkce_code_verifier or ""))
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:
        """Who signed in there. Of what the token says, only the subject is kept."""
        if not given["response"].get("id_token"):
            raise OAuth2Error("the service gave no ID token")
        login = super().complete_login(request, app, token, **given)
        login.account.extra_data, login.email_addresses = {}, []
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> Any:
        """The claims, if the service's own key signed them for this node (Core, 3.1.3.7)."""
        try:
            if get_unverified_header(id_token).get("alg") not in SIGNED:
                raise OAuth2Error("the ID token is signed by no key pair")
            claims = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.issuer,
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("the ID token can't be checked") from error
        if not claims.get("sub"):
            raise OAuth2Error("the ID token names nobody")
        if not compare_digest(str(claims.get("nonce", "")).encode(), self._nonce.encode()):
            raise OAuth2Error("the ID token was given for another sign-in")
        return claims


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the service, if it is who it should be. Only the visitor's own session changes.

    Whoever made the link that was followed says where to go afterwards, and nothing to the service.
    """
    asked = {name: request.GET[name] for name in ("next", "process") if name in request.GET}
    request.GET = QueryDict(urlencode(asked))
    try:
        _ = Ceremony(request, provider_id).openid_config
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException, ValueError):
        return cancelled(request)
    return _with_nonce(_at(OAuth2LoginView, request, provider_id))


def _with_nonce(left: HttpResponse) -> HttpResponse:
    place = left.headers.get("Location", "")
    for challenge in parse_qs(urlsplit(place).query).get("code_challenge", ()):
        left.headers["Location"] = f"{place}&{urlencode({'nonce': nonce_of(challenge)})}"
    return left


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the service, with a code that the node exchanges for an ID token."""
    return _at(OAuth2CallbackView, request, provider_id)


def _at(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(Ceremony(request, provider_id))(request)
        return answer
    except SocialApp.DoesNotExist:
        raise Http404 from None


def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html")


def bind(fact: IdentityBound) -> None:
    """Bind an officer to a subject of an issuer, in place of what bound them before.

    Raises IdentityTaken where somebody is bound to it already.
    """
    there = {"provider": service_id(fact.issuer), "uid": fact.subject}
    if SocialAccount.objects.filter(**there).exclude(user_id=fact.officer_id).exists():
        raise IdentityTaken
    SocialAccount.objects.filter(user_id=fact.officer_id).delete()
    SocialAccount.objects.create(user_id=fact.officer_id, **there)


def offered() -> list[tuple[str, str]]:
    """The services that the sign-in page offers: id and name."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [(each["provider_id"], each["name"]) for each in apps]


def issuers() -> list[tuple[str, str]]:
    """The services that an officer can be bound to: the issuer and the service's name."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [(each["settings"]["server_url"], each["name"]) for each in apps]
