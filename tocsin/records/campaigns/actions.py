"""Calling for a review of many records, and concluding about one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tocsin.foundations.vocabulary.codes import Ground
from tocsin.records.campaigns.errors import CampaignEndsBeforeItBegins, CampaignOver
from tocsin.records.campaigns.models import Campaign, Reviewed, Standing
from tocsin.records.campaigns.queries import count, on_the_list
from tocsin.records.campaigns.rules import Review, ends_well
from tocsin.records.lifecycle.actions import withdraw
from tocsin.records.registers.models import Record
from tocsin.records.registers.rules.lifetimes import REVIEW_BY_GROUND
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.rules import checked_reason
from tocsin.safeguards.ledger.actions import note


def call(
    actor: Actor, grounds: Sequence[Ground], reason: str, *, ends_at: datetime, now: datetime
) -> Campaign:
    """Call for a review of every live record of these grounds that is held now.

    Raises CampaignEndsBeforeItBegins or ProposalReasonMissing.
    """
    require(actor, Permission.CAMPAIGN_HOLD)
    why, officer = checked_reason(reason), officer_of(actor)
    if not ends_well(now, ends_at) or not grounds:
        raise CampaignEndsBeforeItBegins
    with viewing(actor):
        campaign = Campaign(
            grounds=sorted(map(str, grounds)),
            held_before=now,
            begins_at=now,
            ends_at=ends_at,
            called_by=officer,
            reason=why,
        )
        thing = f"campaign:{campaign.id}"
        note(actor, "campaign.call", thing, permission=Permission.CAMPAIGN_HOLD)
        campaign.save(force_insert=True)
    return campaign


def conclude(
    actor: Actor,
    campaign_id: UUID,
    record_id: UUID,
    outcome: Review,
    reason: str,
    *,
    now: datetime,
) -> None:
    """Say what a review of one of the member's records came to, and do what follows.

    Raises NotFound, CampaignOver or ProposalReasonMissing.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    why, officer = checked_reason(reason), officer_of(actor)
    with viewing(actor):
        campaign = Campaign.objects.filter(id=campaign_id).first()
        if campaign is None:
            raise NotFound
        if now >= campaign.ends_at:
            raise CampaignOver
        record = on_the_list(actor, campaign, now=now).filter(id=record_id).first()
        if record is None:
            raise NotFound
        permission = Permission.RECORD_CONTRIBUTE
        note(actor, f"campaign.{outcome}", f"record:{record_id}", permission=permission)
        Reviewed.objects.create(
            campaign=campaign,
            record=record,
            member_id=actor.member_id,
            officer_id=officer,
            outcome=outcome,
            reason=why,
            at=now,
        )
        _follow(actor, record, outcome, why, now)
        _count(actor, campaign, now)


def _follow(actor: Actor, record: Record, outcome: Review, why: str, now: datetime) -> None:
    if outcome is Review.WITHDRAWN:
        withdraw(actor, [record.id], why, now=now)
    elif outcome is Review.STANDS:
        again = min(now + REVIEW_BY_GROUND[Ground(record.ground)], record.expires_at)
        Record.objects.filter(id=record.id).update(review_at=again)


def _count(actor: Actor, campaign: Campaign, now: datetime) -> None:
    """Write down how far the member has come, for everybody to see."""
    progress = count(actor, campaign, now=now)
    Standing.objects.update_or_create(
        campaign=campaign,
        member_id=actor.member_id,
        defaults={"total": progress.total, "done": progress.done, "counted_at": now},
    )
