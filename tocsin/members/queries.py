"""Reading the members: a public register, so no viewer is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tocsin.members.errors import UnknownMember, UnknownOfficer
from tocsin.members.keys import Term, valid_at
from tocsin.members.models import Demonstration, Member, Officer, SigningKey, Step, Vote
from tocsin.members.rules import Choice, Event, Origin, State, Tally, may_vote


def member_by_code(code: str) -> Member:
    try:
        return Member.objects.get(code=code)
    except Member.DoesNotExist:
        raise UnknownMember(code=code) from None


def key_of(code: str) -> int | None:
    """The key of the member with this code; None where there is none."""
    return Member.objects.filter(code=code).values_list("id", flat=True).first()


def names_by_id() -> dict[int, str]:
    """Every member's name by its key, for showing who said what."""
    return dict(Member.objects.values_list("id", "name"))


def names_by_code() -> dict[str, str]:
    """Every member's name by its code, for showing who issued a document."""
    return dict(Member.objects.values_list("code", "name"))


def codes_by_id() -> dict[int, str]:
    """Every member's code by its key, for showing who a record is kept from or for."""
    return dict(Member.objects.values_list("id", "code"))


def officer_names(ids: Iterable[int]) -> dict[int, str]:
    """The names of these officers by their keys."""
    return dict(Officer.objects.filter(id__in=set(ids)).values_list("id", "name"))


def contact_of(member_id: int) -> str:
    """Whom an officer of the member calls: its desk and the first number; its code without one."""
    member = Member.objects.select_related("contact").filter(id=member_id).first()
    desk = getattr(member, "contact", None)
    if desk is None:
        return member.code if member else ""
    return " ".join(filter(None, (desk.name, *desk.duty_numbers[:1])))


def contact_of_code(code: str) -> str:
    """As `contact_of`, for the member with this code; the code itself where there is none."""
    member = Member.objects.filter(code=code).first()
    return contact_of(member.id) if member else code


def count() -> int:
    return Member.objects.count()


def active_ids() -> list[int]:
    """Every member for whom the node may act at this moment."""
    found = Member.objects.filter(state=State.ACTIVE).order_by("id")
    return list(found.values_list("id", flat=True))


def demonstration_began() -> datetime | None:
    """Since when this register is a demonstration with invented people; None where it is none."""
    mark = Demonstration.objects.first()
    return mark.began_at if mark else None


def officer_by_username(username: str) -> Officer:
    """The officer with this sign-in name, with unit and member."""
    try:
        return Officer.objects.select_related("unit__member").get(username=username)
    except Officer.DoesNotExist:
        raise UnknownOfficer(username=username) from None


def may_act(member_id: int, officer_id: int | None = None) -> bool:
    """Whether the member, and the officer where one is named, may act at this moment.

    One indexed look-up: whatever lasts longer than a request (a stream, a worker's batch) asks
    again before each thing it sends, so that a suspension takes effect within that step.
    """
    if officer_id is None:
        return Member.objects.filter(id=member_id, state=State.ACTIVE).exists()
    return Officer.objects.filter(
        id=officer_id,
        is_active=True,
        unit__member_id=member_id,
        unit__member__state=State.ACTIVE,
    ).exists()


def is_out(member_id: int) -> bool:
    """Whether the member is known not to be active: an applicant, suspended, or gone."""
    return Member.objects.filter(id=member_id).exclude(state=State.ACTIVE).exists()


def public_register() -> list[Member]:
    """Every member and applicant with its steps, contact and keys; the node itself is none."""
    return list(
        Member.objects.exclude(origin=Origin.NODE)
        .select_related("contact")
        .prefetch_related("steps", "keys", "units", "checks")
    )


def member_with_id(member_id: int) -> Member:
    """A member by its key, with its contact."""
    return Member.objects.select_related("contact").get(pk=member_id)


def officers_of(member_id: int) -> list[Officer]:
    """A member's officers, those whose appointment ended after the others."""
    found = Officer.objects.filter(unit__member_id=member_id).select_related("unit__member")
    return sorted(found, key=lambda each: (not each.is_active, each.name))


def keys_of(member_id: int) -> list[SigningKey]:
    """A member's keys, oldest first, ended ones included."""
    return list(SigningKey.objects.filter(member_id=member_id))


def key_valid_at(member_id: int, received_at: datetime) -> Term | None:
    """The key that checks what this member signed and the node received at that moment."""
    return valid_at((each.term for each in keys_of(member_id)), received_at)


def open_vote(member: Member) -> Step:
    """The step that brought an applicant before the assembly, last."""
    return member.steps.filter(event=Event.PASS_CHECKS).latest("at", "id")


def tally(step: Step) -> Tally:
    """A vote as it stands: only what members say that may vote now counts."""
    return tallies([step])[step.id]


def tallies(steps: Iterable[Step]) -> dict[int, Tally]:
    """The votes of each step, by its key; the applicant itself has none."""
    entitled = [each.id for each in Member.objects.all() if is_voter(each)]
    wanted = list(steps)
    cast = Vote.objects.filter(step__in=wanted, voter_id__in=entitled)
    counts = Counter(cast.values_list("step_id", "choice"))
    return {
        step.id: Tally(len(entitled), *(counts[step.id, each.value] for each in Choice))
        for step in wanted
    }


def is_voter(member: Member) -> bool:
    return may_vote(member.state, member.origin, member.capacity)


def votes_of(member_id: int, steps: Iterable[Step]) -> dict[int, str]:
    """What a member said already, by step."""
    cast = Vote.objects.filter(voter_id=member_id, step__in=list(steps))
    return dict(cast.values_list("step_id", "choice"))
