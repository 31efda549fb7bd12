"""The officer's own member: its desk, its keys and its officers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from tocsin.alerts.correspondence.actions import register_sealing_key
from tocsin.alerts.correspondence.queries import sealing_keys as keys_to_seal_to
from tocsin.entrances.web.filling import member_forms as forms
from tocsin.entrances.web.filling.members import officer_line, shown
from tocsin.entrances.web.pages.members import Act, OfficerPage, OwnMemberPage
from tocsin.entrances.web.signing_in.ceremony import issuers
from tocsin.entrances.web.views.acting import perform
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import member_with_id, officers_of
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Permission, is_permitted
from tocsin.safeguards.appointments import actions as appointments
from tocsin.safeguards.upkeep import actions as upkeep


def own_member(visit: Visit) -> HttpResponse:
    return _own(visit, {})


def answer(visit: Visit) -> HttpResponse:
    upkeep.answer(visit.actor, now=visit.now)
    messages.success(visit.request, gettext("Answered: somebody is on duty."))
    return redirect("own-member")


def desk(visit: Visit) -> HttpResponse:
    return _send(
        visit,
        "desk",
        forms.DeskForm(visit.request.POST),
        lambda form: upkeep.change_desk(visit.actor, _member(visit), form.value),
    )


def keys(visit: Visit) -> HttpResponse:
    return _send(
        visit,
        "key",
        forms.KeyForm(visit.request.POST),
        lambda form: upkeep.register_key(visit.actor, _member(visit), form.value, now=visit.now),
    )


def sealing_keys(visit: Visit) -> HttpResponse:
    return _send(
        visit,
        "sealing",
        forms.SealingKeyForm(visit.request.POST),
        lambda form: register_sealing_key(
            visit.actor,
            _member(visit),
            form.cleaned_data["key"],
            form.cleaned_data["endorsement"],
            now=visit.now,
        ),
    )


def revoke(visit: Visit, key_id: str) -> HttpResponse:
    """Of a key of one's own member; another's is as if there were none."""
    member = _member(visit)
    held = key_id in {each.key_id for each in member.keys.all()}
    if not (held and is_permitted(visit.actor, Permission.KEY_KEEP, member)):
        raise NotFound
    return _send(
        visit,
        f"revoke {key_id}",
        forms.RevocationForm(visit.request.POST),
        lambda form: upkeep.revoke_key(
            visit.actor,
            _member(visit),
            key_id,
            void_from=form.cleaned_data["void_from"],
            now=visit.now,
        ),
    )


def appoint(visit: Visit) -> HttpResponse:
    member = _member(visit)
    form = forms.AppointmentForm(visit.request.POST, capacity=member.capacity)

    def deed(sent: Any) -> object:
        given = sent.cleaned_data
        who = (given["unit"], given["username"], given["name"], given["roles"])
        return appointments.appoint(visit.actor, member, *who, now=visit.now)

    return _send(visit, "appoint", form, deed)


def _send(visit: Visit, name: str, form: Any, deed: Callable[[Any], object]) -> HttpResponse:
    return perform(
        visit,
        form,
        deed,
        lambda: redirect("own-member"),
        lambda sent: _own(visit, {name: sent}),
        gettext("Done, and in the ledger."),
    )


def _member(visit: Visit) -> Any:
    return member_with_id(visit.actor.member_id)


def _own(visit: Visit, sent: dict[str, Any]) -> HttpResponse:
    member, may_appoint = _member(visit), visit.may(Permission.OFFICER_APPOINT)
    found = officers_of(member.id) if may_appoint else []
    page = OwnMemberPage(
        shown(member, now=visit.now),
        may_appoint,
        tuple(officer_line(each, visit.actor.officer_id) for each in found),
        tuple(_acts(visit, member, sent)),
    )
    return visit.show("pages/own_member.html", page, status=422 if page.has_errors else 200)


def _acts(visit: Visit, member: Any, sent: dict[str, Any]) -> list[Act]:
    acts = []
    if visit.may(Permission.OFFICER_APPOINT):
        form = sent.get("appoint") or forms.AppointmentForm(capacity=member.capacity)
        title, button = gettext("Appoint an officer"), gettext("Appoint")
        acts.append(Act(title, reverse("appoint"), form, button))
    if visit.may(Permission.DESK_KEEP):
        form = sent.get("desk") or forms.DeskForm(initial=_desk(member))
        title, button = gettext("Your duty desk"), gettext("Change the desk")
        acts.append(Act(title, reverse("desk"), form, button))
    if visit.may(Permission.KEY_KEEP):
        acts += _key_acts(member, sent)
        acts.append(_sealing_act(visit, member, sent))
    return acts


def _key_acts(member: Any, sent: dict[str, Any]) -> list[Act]:
    form = sent.get("key") or forms.KeyForm()
    title, button = gettext("Sign with another key"), gettext("Register the key")
    acts = [Act(title, reverse("keys"), form, button)]
    for each in member.keys.all():
        if each.void_from is None:
            form = sent.get(f"revoke {each.key_id}") or forms.RevocationForm()
            title = gettext("Key %(key)s is lost") % {"key": each.key_id}
            address = reverse("key-revoke", args=[each.key_id])
            acts.append(Act(title, address, form, gettext("Revoke the key"), grave=True))
    return acts


def _sealing_act(visit: Visit, member: Any, sent: dict[str, Any]) -> Act:
    current = next(
        (each for each in keys_to_seal_to(visit.actor, member) if not each.ends_at), None
    )
    title = gettext("Seal messages to a key of yours")
    if current:
        title = gettext("Seal messages to another key, in place of %(key)s") % {
            "key": f"{current.key[:12]}…{current.key[-6:]}"
        }
    form = sent.get("sealing") or forms.SealingKeyForm()
    return Act(title, reverse("sealing-keys"), form, gettext("Register the sealing key"))


def _desk(member: Any) -> dict[str, str]:
    point = getattr(member, "contact", None)
    if point is None:
        return {}
    return {"name": point.name, "numbers": "\n".join(point.duty_numbers), "mail": point.mail}


def officer(visit: Visit, officer_id: int) -> HttpResponse:
    return _officer(visit, _officer_of(visit, officer_id), {})


def change(visit: Visit, officer_id: int, deed: str) -> HttpResponse:
    """One of the deeds about an officer; ``link`` answers with a link that is shown this once."""
    found = _officer_of(visit, officer_id)
    if deed == "link":
        return _link(visit, found)
    deeds = _deeds(visit, found)
    if deed not in deeds:
        raise NotFound
    form, act = deeds[deed]
    return perform(
        visit,
        form,
        act,
        lambda: redirect("officer", officer_id),
        lambda sent: _officer(visit, found, {deed: sent}),
        gettext("Done, and in the ledger."),
    )


def _deeds(visit: Visit, found: Any) -> dict[str, tuple[Any, Callable[[Any], object]]]:
    actor, given = visit.actor, visit.request.POST or None
    roles = {"roles": found.roles}
    return {
        "roles": (
            forms.RolesForm(given, capacity=found.unit.member.capacity, initial=roles),
            lambda form: appointments.change_roles(actor, found, form.cleaned_data["roles"]),
        ),
        "identity": (
            forms.IdentityForm(given, services=issuers()),
            lambda form: appointments.bind_identity(actor, found, **form.cleaned_data),
        ),
        "factors": (
            forms.NothingForm(visit.request.POST),
            lambda _form: appointments.forget_factors(actor, found),
        ),
        "end": (
            forms.NothingForm(visit.request.POST),
            lambda _form: appointments.end(actor, found, now=visit.now),
        ),
    }


def _link(visit: Visit, found: Any) -> HttpResponse:
    path = appointments.issue_link(visit.actor, found)
    address = visit.request.build_absolute_uri(f"/account/begin/{path}")
    return _officer(visit, found, {}, link=address)


def _officer_of(visit: Visit, officer_id: int) -> Any:
    """An officer of one's own member; another member's is as if there were none."""
    for each in officers_of(visit.actor.member_id):
        if each.pk == officer_id:
            return each
    raise NotFound


def _officer(visit: Visit, found: Any, sent: dict[str, Any], *, link: str = "") -> HttpResponse:
    line = officer_line(found, visit.actor.officer_id)
    acts: tuple[Act, ...] = ()
    if line.is_active and not line.is_oneself:
        acts = tuple(_officer_acts(visit, found, sent))
    problem = "" if acts else " ".join(e for form in sent.values() for e in form.non_field_errors())
    page = OfficerPage(line, acts, link, problem)
    return visit.show("pages/officer.html", page, status=422 if page.has_errors else 200)


def _officer_acts(visit: Visit, found: Any, sent: dict[str, Any]) -> list[Act]:
    told = {
        "roles": (gettext("Roles"), gettext("Give these roles"), False),
        "link": (gettext("A new password"), gettext("Make a link"), False),
        "identity": (gettext("Another service"), gettext("Bind the officer"), False),
        "factors": (gettext("Lost second factors"), gettext("Take them off"), True),
        "end": (gettext("End the appointment"), gettext("End it"), True),
    }
    fresh = {
        "roles": forms.RolesForm(
            capacity=found.unit.member.capacity, initial={"roles": found.roles}
        ),
        "identity": forms.IdentityForm(services=issuers()),
    }
    return [
        Act(
            title,
            reverse("officer-change", args=[found.pk, deed]),
            sent.get(deed) or fresh.get(deed) or forms.NothingForm(),
            button,
            grave,
        )
        for deed, (title, button, grave) in told.items()
        if deed != "identity" or issuers()
    ]
