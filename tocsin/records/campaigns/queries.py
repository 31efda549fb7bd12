"""Worklists of one's own records, and how far each member has come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tocsin.records.campaigns.models import Campaign, Reviewed, Standing
from tocsin.records.campaigns.rules import Progress
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission


def campaigns(actor: Actor) -> list[Campaign]:
    """Every campaign, the latest first: that they are called is public to all members."""
    require(actor, Permission.QUALITY_READ)
    return list(Campaign.objects.all())


def campaign(actor: Actor, campaign_id: UUID) -> Campaign:
    """One campaign. Raises NotFound."""
    require(actor, Permission.QUALITY_READ)
    found = Campaign.objects.filter(id=campaign_id).first()
    if found is None:
        raise NotFound
    return found


def worklist(actor: Actor, called: Campaign, *, now: datetime, limit: int = 200) -> list[Record]:
    """The member's own records that wait for a conclusion, the next to expire first."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    return list(on_the_list(actor, called, now=now).order_by("expires_at")[:limit])


def on_the_list(actor: Actor, called: Campaign, *, now: datetime) -> QuerySet[Record]:
    """What the campaign asks the actor's member about, and hasn't been concluded."""
    concluded = Reviewed.objects.filter(campaign=called).values("record_id")
    own = Record.objects.filter(originator_id=actor.member_id, source_list="")
    live = own.filter(state=Record.State.PUBLISHED, expires_at__gt=now)
    asked = live.filter(ground__in=called.grounds, revised_at__lt=called.held_before)
    return asked.exclude(id__in=concluded)


def count(actor: Actor, called: Campaign, *, now: datetime) -> Progress:
    """How far the actor's member has come."""
    done = Reviewed.objects.filter(campaign=called, member_id=actor.member_id).count()
    return Progress(done + on_the_list(actor, called, now=now).count(), done)


def standings(actor: Actor, called: Campaign) -> dict[int, Progress]:
    """How far each member has come that has begun, by its key."""
    require(actor, Permission.QUALITY_READ)
    found = Standing.objects.filter(campaign=called)
    return {each.member_id: Progress(each.total, each.done) for each in found}
