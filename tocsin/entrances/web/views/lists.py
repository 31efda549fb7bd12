"""The pages of the lists and of one import."""

from __future__ import annotations

from django.http import HttpResponse

from tocsin.entrances.web.filling.lists import CHANGES, line_of, named, run_page
from tocsin.entrances.web.pages import ListLine, ListsPage
from tocsin.entrances.web.paging import page_number
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import demonstration_began
from tocsin.records.lists import queries
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.registers.queries import counts_by_list


def lists(visit: Visit) -> HttpResponse:
    demonstration = demonstration_began() is not None
    page = ListsPage(visit.now, list_lines(visit), demonstration)
    return visit.show("pages/lists.html", page)


def list_lines(visit: Visit) -> tuple[ListLine, ...]:
    """Every list that can be taken in; in a demonstration, which takes none, those that were."""
    runs = queries.latest_runs(visit.actor)
    counts = counts_by_list(visit.actor)
    shown = runs if demonstration_began() else PUBLISHERS
    return tuple(
        line_of(code, runs.get(code, []), counts.get(code, 0), visit.now) for code in shown
    )


def run(visit: Visit, run_id: int) -> HttpResponse:
    found = queries.run(visit.actor, run_id)
    wanted = visit.request.GET.get("change", "")
    page = run_page(found, wanted if wanted in CHANGES else "all", page_number(visit), visit.now)
    references = [each.reference for each in page.records]
    records = queries.records_of(visit.actor, found, references)
    fields = queries.changed_in(found, records.values())
    return visit.show("pages/list_run.html", named(page, records, fields))
