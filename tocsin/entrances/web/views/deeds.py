"""What the registrar can do about a member, as a table: the form that asks, and the deed.

The machine of `members.rules` has the last word; here is only when a deed is offered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from tocsin.entrances.web.filling import member_forms as forms
from tocsin.entrances.web.pages.members import Act
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import member_by_code
from tocsin.members.rules import Check, Keeps, State
from tocsin.safeguards.accession import actions, measures
from tocsin.safeguards.upkeep.actions import register_key

Deed = Callable[[Visit, str, Any], object]


def _pass(visit: Visit, code: str, form: Any) -> None:
    for each in form.cleaned_data["passed"]:
        actions.pass_check(visit.actor, code, Check(each), now=visit.now)


def _waiting(visit: Visit, code: str) -> UUID:
    return measures.what_waits(code, now=visit.now).id


def end_asked(form: Any) -> tuple[Keeps, str]:
    return Keeps(form.cleaned_data["keeps"]), form.cleaned_data["reason"]


PREPARING: dict[str, tuple[type[Any], Deed]] = {
    "declare": (
        forms.DeclarationForm,
        lambda visit, code, form: actions.declare(visit.actor, code, form.value),
    ),
    "key": (
        forms.KeyForm,
        lambda visit, code, form: register_key(
            visit.actor, member_by_code(code), form.value, now=visit.now
        ),
    ),
    "complete": (
        forms.NothingForm,
        lambda visit, code, _form: actions.complete(visit.actor, code, now=visit.now),
    ),
    "check": (forms.ChecksForm, _pass),
    "call": (
        forms.NothingForm,
        lambda visit, code, _form: actions.call_assembly(visit.actor, code, now=visit.now),
    ),
    "close": (
        forms.NothingForm,
        lambda visit, code, _form: actions.close_vote(visit.actor, code, now=visit.now),
    ),
    "again": (
        forms.NothingForm,
        lambda visit, code, _form: actions.apply_again(visit.actor, code, now=visit.now),
    ),
}
MEASURES: dict[str, tuple[type[Any], Deed]] = {
    "suspend": (
        forms.EndForm,
        lambda visit, code, form: measures.propose_suspension(
            visit.actor, code, *end_asked(form), now=visit.now
        ),
    ),
    "suspend-at-once": (
        forms.EndForm,
        lambda visit, code, form: measures.suspend_at_once(
            visit.actor, code, *end_asked(form), now=visit.now
        ),
    ),
    "reinstate": (
        forms.ReasonForm,
        lambda visit, code, form: measures.propose_reinstatement(
            visit.actor, code, form.cleaned_data["reason"], now=visit.now
        ),
    ),
    "confirm": (
        forms.NothingForm,
        lambda visit, code, _form: measures.confirm(
            visit.actor, _waiting(visit, code), now=visit.now
        ),
    ),
    "take-back": (
        forms.NothingForm,
        lambda visit, code, _form: measures.take_back(
            visit.actor, _waiting(visit, code), now=visit.now
        ),
    ),
    "refuse": (
        forms.ReasonForm,
        lambda visit, code, form: measures.refuse(
            visit.actor, _waiting(visit, code), form.cleaned_data["reason"], now=visit.now
        ),
    ),
}
ANSWERS = ("confirm", "refuse")
"""What a second registrar is offered while something waits for them, and nothing else is."""
TAKE_BACK = "take-back"
"""The same for who proposed it."""
POSSIBLE: dict[str, tuple[State, ...]] = {
    "declare": (State.APPLIED, State.DECLARED),
    "key": (State.APPLIED, State.DECLARED),
    "complete": (State.APPLIED,),
    "check": (State.DECLARED,),
    "call": (State.DECLARED,),
    "close": (State.BEFORE_ASSEMBLY,),
    "again": (State.REFUSED,),
    "suspend": (State.ACTIVE,),
    "suspend-at-once": (State.ACTIVE,),
    "reinstate": (State.SUSPENDED,),
}
"""In which states a deed is offered; the machine itself has the last word."""


GRAVE = ("suspend-at-once", "confirm")


def act_of(route: str, deed: str, member: Any, sent: dict[str, Any]) -> Act:
    titles = {
        "declare": (gettext("What it declares"), gettext("Write it down")),
        "key": (gettext("Its signing key"), gettext("Register the key")),
        "complete": (gettext("Take the declarations as complete"), gettext("They are complete")),
        "check": (gettext("Technical checks"), gettext("Write down what was passed")),
        "call": (gettext("Put it before the assembly"), gettext("Call the assembly")),
        "close": (gettext("Close the vote"), gettext("Count the votes")),
        "again": (gettext("Another application"), gettext("Let it apply again")),
        "suspend": (gettext("Propose a suspension"), gettext("Propose it")),
        "suspend-at-once": (gettext("Suspend it at once"), gettext("Suspend now, for three days")),
        "reinstate": (gettext("Propose to end the suspension"), gettext("Propose it")),
        "confirm": (gettext("Confirm the measure"), gettext("Confirm it")),
        "refuse": (gettext("Refuse the measure"), gettext("Refuse it")),
        "take-back": (gettext("Take the measure back"), gettext("Take it back")),
    }
    title, button = titles[deed]
    asked = (PREPARING | MEASURES)[deed][0]
    form = sent.get(deed) or asked(initial=_initial(deed, member))
    address = reverse(route, args=[member.code, deed])
    return Act(title, address, form, button, grave=deed in GRAVE)


def _initial(deed: str, member: Any) -> dict[str, object]:
    names = ("legal_basis", "data_protection_authority", "redress_contact")
    return {name: getattr(member, name) for name in names} if deed == "declare" else {}
