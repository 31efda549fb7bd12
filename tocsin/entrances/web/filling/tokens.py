"""Tokens as the page shows them, and the form that makes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext

from tocsin.entrances.web.pages import FormError, TokenLine, TokensPage

LONGEST_LABEL = 80
LONGEST_DAYS = 365
USUAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class TokenForm:
    """What was typed: a label, and for how many days the token is to live."""

    label: str = ""
    days: int = USUAL_DAYS
    errors: tuple[FormError, ...] = ()

    @property
    def life(self) -> timedelta:
        return timedelta(days=self.days)


def read_token_form(sent: Mapping[str, str]) -> TokenForm:
    label = sent.get("label", "").strip()
    written = sent.get("days", "").strip()
    days = int(written) if written.isdecimal() and len(written) < 6 else 0
    errors = []
    if not label:
        errors.append(FormError("label", gettext("Write which program the token is for.")))
    elif len(label) > LONGEST_LABEL:
        words = gettext("The label is longer than %(n)d characters.") % {"n": LONGEST_LABEL}
        errors.append(FormError("label", words))
    if not 1 <= days <= LONGEST_DAYS:
        words = gettext("Write a number of days from 1 to %(n)d.") % {"n": LONGEST_DAYS}
        errors.append(FormError("days", words))
    return TokenForm(label, days or USUAL_DAYS, tuple(errors))


def tokens_page(
    tokens: Iterable[Any],
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
        state=_state(token, now),
    )


def _state(token: Any, now: datetime) -> Literal["live", "expired", "revoked"]:
    if token.revoked_at:
        return "revoked"
    return "live" if token.expires_at > now else "expired"
