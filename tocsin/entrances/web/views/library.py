"""The library: searched, read, fetched, added to."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling import library as filling
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.library import LibraryPage
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import codes_by_id, names_by_code
from tocsin.records.library import queries
from tocsin.records.library.actions import add_work, remove_work
from tocsin.records.library.errors import FileRefused, NoText
from tocsin.records.library.files import File, taken
from tocsin.records.library.rules import LARGEST_FILE
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Permission


def library(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _add(visit)
    return visit.show("pages/library.html", _page(visit, Typed()))


def work(visit: Visit, work_id: UUID) -> HttpResponse:
    found = queries.work(visit.actor, work_id)
    page = filling.work_page(
        found,
        visit.actor.member_id,
        has_file=queries.has_file(found),
        may_add=visit.may(Permission.LIBRARY_ADD),
    )
    return visit.show("pages/work.html", page)


def fetch(visit: Visit, work_id: UUID) -> HttpResponse:
    """The file as it was added: to be saved, never opened in the page."""
    file = queries.file_of(visit.actor, work_id)
    answer = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_ascii(file.name)}"'
    return answer


def remove(visit: Visit, work_id: UUID) -> HttpResponse:
    remove_work(visit.actor, work_id)
    messages.success(visit.request, gettext("The work is taken out of the library."))
    return redirect("library")


def _add(visit: Visit) -> HttpResponse:
    require(visit.actor, Permission.LIBRARY_ADD)  # The page itself is for readers.
    form = filling.typed(visit.request.POST)
    members = {code: key for key, code in codes_by_id().items()}
    read = filling.read_work(form, members)
    if isinstance(read, Typed):
        return visit.show("pages/library.html", _page(visit, read), status=422)
    try:
        added = add_work(visit.actor, read, _file(visit), now=visit.now)
    except (FileRefused, NoText) as refusal:
        field = "file" if isinstance(refusal, FileRefused) else "text"
        wrong = form.with_errors(FormError(field, str(refusal)))
        return visit.show("pages/library.html", _page(visit, wrong), status=422)
    messages.success(visit.request, gettext("The work is in the library."))
    return redirect("work", added.id)


def _file(visit: Visit) -> File | None:
    sent = visit.request.FILES.get("file")
    if sent is None:
        return None
    if (sent.size or 0) > LARGEST_FILE:
        raise FileRefused(why=f"it has 1 to {LARGEST_FILE:,} bytes")
    return taken(sent.name or "file", sent.read())


def _page(visit: Visit, form: Typed) -> LibraryPage:
    asked = visit.request.GET
    text, language, kind = (asked.get(each, "")[:300] for each in ("text", "language", "kind"))
    found = queries.works(visit.actor, text, language, kind)
    empty = LibraryPage(text=text, language=language, kind=kind, form=form, most=queries.MOST)
    return replace(
        empty,
        works=tuple(filling.line(each.work, each.passage) for each in found),
        languages=filling.LANGUAGES,
        kinds=filling.KINDS,
        levels=filling.LEVELS,
        members=tuple(sorted(names_by_code().items())),
        may_add=visit.may(Permission.LIBRARY_ADD),
    )


def _ascii(name: str) -> str:
    return name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
