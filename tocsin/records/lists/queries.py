"""Reading what was imported. Lists are public acts: any viewer may see any run."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from tocsin.records.lists.models import Run


def held_edition(source_list: str) -> date | None:
    """When the edition that the register holds was published; None where its file says nothing."""
    return _editions(source_list).first()


def edition_before(run: Run) -> date | None:
    """When the edition was published that ``run`` replaced."""
    return _editions(run.source_list).filter(id__lt=run.id).first()


def _editions(source_list: str) -> QuerySet[Run, date | None]:
    runs = Run.objects.filter(source_list=source_list).order_by("-id")
    return runs.values_list("published_on", flat=True)
