"""The assembly of members: who applies, what it has declared, the vote, and measures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from tocsin.entrances.web.filling import member_forms as forms
from tocsin.entrances.web.filling.members import line_of, register_page, shown, tally_of
from tocsin.entrances.web.pages.members import (
    Act,
    AssemblyPage,
    DossierPage,
    MeasureShown,
    TallyShown,
)
from tocsin.entrances.web.views.acting import perform
from tocsin.entrances.web.views.deeds import (
    ANSWERS,
    MEASURES,
    POSSIBLE,
    PREPARING,
    TAKE_BACK,
    Deed,
    act_of,
    end_asked,
)
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import (
    is_voter,
    open_vote,
    public_register,
    tally,
    votes_of,
)
from tocsin.members.rules import (
    Check,
    Choice,
    Event,
    Origin,
    State,
    after,
    missing,
    unpassed,
)
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Permission, is_permitted
from tocsin.safeguards.accession import actions, measures
from tocsin.safeguards.upkeep.actions import ring_all
from tocsin.safeguards.upkeep.queries import unreached


def assembly(visit: Visit) -> HttpResponse:
    return _assembly(visit)


def apply(visit: Visit) -> HttpResponse:
    form = forms.ApplicationForm(visit.request.POST)
    return perform(
        visit,
        form,
        lambda sent: actions.apply(visit.actor, sent.value, now=visit.now),
        lambda: redirect("dossier", form.cleaned_data["code"]),
        lambda sent: _assembly(visit, sent),
        gettext("The application is filed."),
    )


def ring(visit: Visit) -> HttpResponse:
    return perform(
        visit,
        forms.NothingForm(visit.request.POST),
        lambda _form: ring_all(visit.actor, now=visit.now),
        lambda: redirect("assembly"),
        lambda _form: _assembly(visit),
        gettext("Every desk is rung; each has a day to answer."),
    )


def _assembly(visit: Visit, form: Any = None) -> HttpResponse:
    members = public_register()
    register = register_page(members)
    own = next((each.code for each in members if each.id == visit.actor.member_id), "")
    silent = tuple(map(line_of, unreached(now=visit.now)))
    page = AssemblyPage(register.applicants, register, own, silent, _acts_of_all(visit, form))
    return visit.show("pages/assembly.html", page, status=422 if page.has_errors else 200)


def _acts_of_all(visit: Visit, form: Any) -> tuple[Act, ...]:
    acts = []
    if visit.may(Permission.ACCESSION_PREPARE):
        asked = form or forms.ApplicationForm(initial={"kind": "state", "capacity": "full"})
        title, button = gettext("File an application"), gettext("File it")
        acts.append(Act(title, reverse("apply"), asked, button))
    if visit.may(Permission.DESK_RING):
        title, button = gettext("Test every duty desk"), gettext("Ring them all")
        acts.append(Act(title, reverse("ring"), forms.NothingForm(), button))
    return tuple(acts)


def dossier(visit: Visit, code: str) -> HttpResponse:
    return _dossier(visit, code)


def prepare(visit: Visit, code: str, deed: str) -> HttpResponse:
    return _do(visit, code, deed, PREPARING)


def measure(visit: Visit, code: str, deed: str) -> HttpResponse:
    return _do(visit, code, deed, MEASURES)


def vote(visit: Visit, code: str) -> HttpResponse:
    cast: Deed = lambda visit, code, form: actions.vote(  # noqa: E731 - a deed like the others
        visit.actor, code, Choice(form.cleaned_data["choice"]), now=visit.now
    )
    return _do(visit, code, "vote", {"vote": (forms.VoteForm, cast)})


def withdraw(visit: Visit, code: str) -> HttpResponse:
    """Another member isn't there to be withdrawn by an administrator: that is asked for first."""
    if not is_permitted(visit.actor, Permission.MEMBERSHIP_END, _found(code)):
        raise NotFound
    leave: Deed = lambda visit, code, form: actions.withdraw(  # noqa: E731
        visit.actor, code, *end_asked(form), now=visit.now
    )
    return _do(visit, code, "withdraw", {"withdraw": (forms.EndForm, leave)})


def _do(
    visit: Visit, code: str, deed: str, deeds: dict[str, tuple[type[Any], Deed]]
) -> HttpResponse:
    _found(code)
    if deed not in deeds:
        raise NotFound
    asked, act = deeds[deed]
    return perform(
        visit,
        asked(visit.request.POST),
        lambda form: act(visit, code, form),
        lambda: redirect("dossier", code),
        lambda form: _dossier(visit, code, {deed: form}),
        gettext("Done, and in the ledger."),
    )


def _found(code: str) -> Any:
    for each in public_register():
        if each.code == code:
            return each
    raise NotFound


def _dossier(visit: Visit, code: str, sent: dict[str, Any] | None = None) -> HttpResponse:
    member = _found(code)
    page = DossierPage(
        shown(member, now=visit.now),
        tuple(missing(member.declared)),
        _checks(member),
        _tally(visit, member),
        tuple(_acts(visit, member, sent or {})),
        _measure(visit, member),
    )
    return visit.show("pages/dossier.html", page, status=422 if page.has_errors else 200)


def _measure(visit: Visit, member: Any) -> MeasureShown | None:
    """What waits for a second registrar; every officer may know of it."""
    found = measures.waiting(member.code, now=visit.now)
    if found is None:
        return None
    own = found.officer_id == visit.actor.officer_id
    keeps = str(found.particulars.get("keeps", ""))
    return MeasureShown(found.case, keeps, found.reason, found.proposed_at, found.expires_at, own)


def _checks(member: Any) -> tuple[tuple[str, bool], ...]:
    lacking = unpassed(each.name for each in member.checks.all())
    return tuple((each.value, each not in lacking) for each in Check)


def _tally(visit: Visit, member: Any) -> TallyShown | None:
    if member.state != State.BEFORE_ASSEMBLY:
        return None
    step = open_vote(member)
    own = votes_of(visit.actor.member_id, [step]).get(step.id, "")
    voter = next((e for e in public_register() if e.id == visit.actor.member_id), None)
    may_vote = visit.may(Permission.ACCESSION_VOTE) and voter is not None and is_voter(voter)
    return tally_of(tally(step), own, may_vote=may_vote and not own)


def _acts(visit: Visit, member: Any, sent: dict[str, Any]) -> list[Act]:
    """What the reader may do about the member as it stands, with the form as it was sent."""
    acts = []
    if visit.may(Permission.ACCESSION_PREPARE):
        acts += [act_of("prepare", deed, member, sent) for deed in PREPARING if _can(deed, member)]
    counted = _tally(visit, member)
    if (counted and counted.may_vote) or "vote" in sent:
        form = sent.get("vote") or forms.VoteForm()
        address = reverse("vote", args=[member.code])
        acts.insert(0, Act(gettext("Vote"), address, form, gettext("Cast the vote")))
    if visit.may(Permission.MEASURE_TAKE) and member.origin != Origin.PUBLICATION:
        offered = _measures(visit, member)
        refused = [each for each in MEASURES if each in sent and each not in offered]
        acts += [act_of("measure", deed, member, sent) for deed in (*offered, *refused)]
    if _may_end(visit, member):
        form = sent.get("withdraw") or forms.EndForm()
        address = reverse("withdraw", args=[member.code])
        title = gettext("Withdraw it for good")
        acts.append(Act(title, address, form, gettext("Withdraw"), grave=True))
    return acts


def _measures(visit: Visit, member: Any) -> list[str]:
    """While something waits it is answered, by another than who proposed it; else all that the
    member's state allows."""
    waits = _measure(visit, member)
    if waits:
        return [TAKE_BACK] if waits.own else list(ANSWERS)
    return [each for each in MEASURES if each in POSSIBLE and _can(each, member)]


def _can(deed: str, member: Any) -> bool:
    return member.state in POSSIBLE[deed]


def _may_end(visit: Visit, member: Any) -> bool:
    own = member.id == visit.actor.member_id
    permitted = visit.may(Permission.MEMBERSHIP_END)
    by_registrar = visit.may(Permission.MEASURE_TAKE)
    can_end = after(State(member.state), Event.WITHDRAW) is not None
    return can_end and permitted and (own or by_registrar) and member.origin != Origin.PUBLICATION
