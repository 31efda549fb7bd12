"""Tokens as the page shows them, and the form that makes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext

from tocsin.entrances.api.operations import OPERATIONS
from tocsin.entrances.web.pages import FormError, PermissionChoice, TokenLine, TokensPage
from tocsin.safeguards.access.errors import NotAnAddress
from tocsin.safeguards.access.rules import Actor, Permission, networks, permissions_of

LONGEST_LABEL = 80
LONGEST_DAYS = 365
USUAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class TokenForm:
    """What was typed: a label, for how many days, what for, and from which networks."""

    label: str = ""
    days: int = USUAL_DAYS
    permissions: tuple[str, ...] = ()
    addresses: str = ""
    errors: tuple[FormError, ...] = ()

    @property
    def life(self) -> timedelta:
        return timedelta(days=self.days)

    @property
    def networks(self) -> list[str]:
        return self.addresses.replace(",", " ").split()


def offered(actor: Actor) -> tuple[Permission, ...]:
    """What a token of the officer's can be for: what programs can ask and the officer may."""
    asked = {each.needs for each in OPERATIONS} & permissions_of(actor)
    return tuple(sorted(asked))


def read_token_form(sent: QueryDict, may: Collection[str]) -> TokenForm:
    """The form as typed; ``may`` are the permissions that were on offer."""
    label = sent.get("label", "").strip()
    written = sent.get("days", "").strip()
    days = int(written) if written.isdecimal() and len(written) < 6 else 0
    chosen = tuple(each for each in sent.getlist("permissions") if each in may)
    addresses = sent.get("addresses", "").strip()
    errors = [*_scope_problems(chosen), *_address_problems(addresses)]
    if not label:
        errors.append(FormError("label", gettext("Write which program the token is for.")))
    elif len(label) > LONGEST_LABEL:
        words = gettext("The label is longer than %(n)d characters.") % {"n": LONGEST_LABEL}
        errors.append(FormError("label", words))
    if not 1 <= days <= LONGEST_DAYS:
        words = gettext("Write a number of days from 1 to %(n)d.") % {"n": LONGEST_DAYS}
        errors.append(FormError("days", words))
    return TokenForm(label, days or USUAL_DAYS, chosen, addresses, tuple(errors))


def _scope_problems(chosen: Collection[str]) -> list[FormError]:
    if chosen:
        return []
    return [FormError("permissions", gettext("Choose at least one thing that the token is for."))]


def _address_problems(typed: str) -> list[FormError]:
    try:
        networks(typed.replace(",", " ").split())
    except NotAnAddress as refusal:
        return [FormError("addresses", str(refusal))]
    return []


def tokens_page(
    tokens: Iterable[Any],
    may: Iterable[Permission],
    now: datetime,
    *,
    new: tuple[str, str] = ("", ""),
    form: TokenForm | None = None,
) -> TokensPage:
    """``new`` is the label and the secret of the token that was just made."""
    form = form or TokenForm()
    return TokensPage(
        now=now,
        tokens=tuple(_line(each, now) for each in tokens),
        new_label=new[0],
        new_token=new[1],
        label=form.label,
        days=form.days,
        longest_days=LONGEST_DAYS,
        permissions=tuple(
            PermissionChoice(each, each in form.permissions) for each in map(str, may)
        ),
        addresses=form.addresses,
        errors=form.errors,
    )


def _line(token: Any, now: datetime) -> TokenLine:
    return TokenLine(
        pk=str(token.id),
        label=token.name,
        hint=token.hint,
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
        permissions=tuple(token.permissions or ()),
        addresses=tuple(token.addresses),
        state=_state(token, now),
    )


def _state(token: Any, now: datetime) -> Literal["live", "expired", "revoked"]:
    if token.revoked_at:
        return "revoked"
    return "live" if token.expires_at > now else "expired"
