"""Contributing in the browser: the overview, the form with its drafts, and files with reports."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling import contributing as filling
from tocsin.entrances.web.filling.own_records import (
    batch_line,
    batch_page,
    draft_line,
    noted,
    own_record,
)
from tocsin.entrances.web.pages.contributing import (
    Checks,
    ContributionsPage,
    FilesPage,
    GroundPage,
)
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.vocabulary.codes import Ground
from tocsin.members.queries import codes_by_id
from tocsin.records.contributing import actions, queries
from tocsin.records.contributing.batches import Mode
from tocsin.records.contributing.errors import DraftGone, FileTooLarge, FileUnreadable
from tocsin.records.contributing.rows import decoded, form_of
from tocsin.records.lifecycle import queries as lifecycle
from tocsin.records.quality.queries import scores
from tocsin.records.registers import queries as registers
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.rules.reading import Members
from tocsin.safeguards.access.errors import NotFound

LARGEST_FILE = 20 << 20
LATEST = 20


def contributions(visit: Visit) -> HttpResponse:
    actor, now = visit.actor, visit.now
    overdue, ending = lifecycle.overdue(actor, now=now), lifecycle.ending(actor, now=now)
    reminders = lifecycle.reminders(actor, [each.id for each in ending])
    score = scores(actor, now=now).get(actor.member_id)
    page = ContributionsPage(
        now=now,
        attention=noted(overdue, ending, reminders),
        waiting=tuple(map(own_record, registers.own_waiting(actor))),
        latest=tuple(map(own_record, registers.own_latest(actor, limit=LATEST))),
        drafts=tuple(map(draft_line, queries.drafts(actor, now=now))),
        batches=tuple(map(batch_line, queries.batches(actor)[:5])),
        score=score.value if score else None,
        is_enhanced=score.is_enhanced if score else False,
    )
    return visit.show("pages/contributions.html", page)


def contribute(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _sent(visit, revises="")
    draft_pk = visit.request.GET.get("draft", "")
    if draft_pk:
        return _open_draft(visit, draft_pk)
    ground = visit.request.GET.get("ground", "")
    if ground not in set(Ground):
        page = GroundPage(tuple(Ground), len(queries.drafts(visit.actor, now=visit.now)))
        return visit.show("pages/contribute_ground.html", page)
    return _show(visit, filling.new_form(ground), Checks())


def revise(visit: Visit, record_id: UUID) -> HttpResponse:
    """The form filled with what the record says now; sending it makes a new version."""
    if visit.request.method == "POST":
        return _sent(visit, revises=str(record_id))
    plain = registers.own_plain(visit.actor, record_id)
    form = Typed(filling.values_of(plain))
    return _show(visit, form, Checks(), revises=str(record_id))


def check(visit: Visit) -> HttpResponse:
    """The part of the form that says what is missing, as it is typed."""
    form = filling.typed(visit.request.POST.dict())
    if form.value("ground") not in set(Ground):
        return visit.show("pages/contribute_checks.html", {"checks": Checks()})
    checks = filling.judged(form, _members(), visit.now, asked=True)
    return visit.show("pages/contribute_checks.html", {"checks": checks})


def _sent(visit: Visit, *, revises: str) -> HttpResponse:
    form = filling.typed(visit.request.POST.dict())
    if form.value("ground") not in set(Ground):
        return redirect("contribute")
    deed = visit.request.POST.get("deed", "send")
    if deed == "draft":
        return _save_draft(visit, form, revises)
    checks = filling.judged(form, _members(), visit.now, asked=True)
    if deed == "check" or checks.errors:
        wrong = form.with_errors(*checks.errors) if deed == "send" else form
        return _show(visit, wrong, checks, revises=revises)
    return _send(visit, form, checks, revises)


def _send(visit: Visit, form: Typed, checks: Checks, revises: str) -> HttpResponse:
    plain, _rows = filling.plain_of(form)
    try:
        outcome = actions.contribute(visit.actor, plain, now=visit.now)
    except NotLawful as refusal:
        wrong = form.with_errors(FormError("", str(refusal)))
        return _show(visit, wrong, checks, revises=revises)
    draft = _draft_id(visit)
    if draft:
        actions.drop_draft(visit.actor, draft)
    messages.success(visit.request, _told(outcome.state, outcome.change))
    return redirect("subject", outcome.record_id)


def _told(state: str, change: str) -> str:
    if change == "unchanged":
        return gettext("The record says this already. Nothing was changed.")
    if state == "held":
        return gettext("Recorded, and held: some words have to be looked at before it goes on.")
    if state == "published":
        return gettext("Recorded. What was taken back is gone from the record at once.")
    return gettext("Recorded and signed. A reviewer of another member reads it next.")


def _save_draft(visit: Visit, form: Typed, revises: str) -> HttpResponse:
    content = {**form.values, "revises": revises}
    try:
        draft = actions.save_draft(visit.actor, content, _draft_id(visit), now=visit.now)
    except DraftGone:  # What was typed is worth more than where it was kept.
        draft = actions.save_draft(visit.actor, content, now=visit.now)
    messages.success(visit.request, gettext("The draft is saved. Nobody else is shown it."))
    return redirect(f"{_address(revises)}?draft={draft.id}")


def _address(revises: str) -> str:
    return f"/contributions/{revises}/revise/" if revises else "/contributions/new/"


def _open_draft(visit: Visit, draft_pk: str) -> HttpResponse:
    try:
        draft = queries.draft(visit.actor, _uuid(draft_pk), now=visit.now)
    except DraftGone as gone:
        messages.error(visit.request, str(gone))
        return redirect("contributions")
    values = {name: str(text) for name, text in draft.content.items()}
    revises = values.pop("revises", "")
    if values.get("ground") not in set(Ground):
        return redirect("contribute")
    return _show(visit, Typed(values), Checks(), draft_pk=draft_pk, revises=revises)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DraftGone(days=actions.DRAFT_LIFE.days) from None


def _draft_id(visit: Visit) -> UUID | None:
    """The draft that the form was opened from, if it says one."""
    try:
        return _uuid(visit.request.POST.get("draft", ""))
    except DraftGone:
        return None


def _show(
    visit: Visit, form: Typed, checks: Checks, *, draft_pk: str = "", revises: str = ""
) -> HttpResponse:
    kept = draft_pk or visit.request.POST.get("draft", "")
    page = filling.contribute_page(form, checks, visit.now, draft_pk=kept, revises=revises)
    return visit.show("pages/contribute.html", page, status=422 if form.errors else 200)


def _members() -> Members:
    return {code: key for key, code in codes_by_id().items()}


def drop_draft(visit: Visit, draft_id: UUID) -> HttpResponse:
    if not actions.drop_draft(visit.actor, draft_id):
        raise NotFound
    messages.success(visit.request, gettext("The draft is thrown away."))
    return redirect("contributions")


def files(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _take_file(visit)
    return _show_files(visit, Typed())


def _show_files(visit: Visit, form: Typed) -> HttpResponse:
    lines = tuple(map(batch_line, queries.batches(visit.actor)))
    page = FilesPage(visit.now, lines, form, f"{LARGEST_FILE >> 20} MB")
    return visit.show("pages/contribution_files.html", page, status=422 if form.errors else 200)


def _take_file(visit: Visit) -> HttpResponse:
    sent, mode = visit.request.FILES.get("file"), visit.request.POST.get("mode", "")
    form = Typed({"mode": mode})
    if sent is None or mode not in set(Mode):
        wrong = FormError("file", gettext("Choose a file, and what is to be done with it."))
        return _show_files(visit, form.with_errors(wrong))
    try:
        if (sent.size or 0) > LARGEST_FILE:
            raise FileTooLarge(most=f"{LARGEST_FILE >> 20} MB")
        name = sent.name or "file"
        shape = form_of(name)
        text = decoded(sent.read(), shape)
        batch, _report = actions.contribute_file(
            visit.actor, name, text, shape, Mode(mode), now=visit.now
        )
    except (FileUnreadable, FileTooLarge) as refusal:
        return _show_files(visit, form.with_errors(FormError("file", str(refusal))))
    return redirect("contribution-file", batch.id)


def report(visit: Visit, batch_id: UUID) -> HttpResponse:
    found = queries.batch(visit.actor, batch_id)
    return visit.show("pages/contribution_file.html", batch_page(found))
