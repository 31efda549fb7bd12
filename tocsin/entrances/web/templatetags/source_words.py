"""The words of lists, requests to committees, works, and what was found or judged."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

CHANGES: Words = {"added": _("Added"), "changed": _("Changed"), "removed": _("Removed")}
RUN_STATES: Words = {"done": _("Done"), "running": _("Running"), "failed": _("Failed")}
COMMITTEE_REQUESTS: Words = {
    "listing": _("Request for listing"),
    "amendment": _("Request for amendment"),
    "delisting": _("Request for delisting"),
}
DRAFT_STATES: Words = {"draft": _("Draft"), "final": _("Final")}
WORK_KINDS: Words = {
    "legal_act": _("Legal act"),
    "resolution": _("Resolution"),
    "guide": _("Guide"),
    "report": _("Report"),
    "narrative_summary": _("Narrative summary"),
    "incident": _("Incident"),
}
FOUND_BY: Words = {
    "filter": _("Filters"),
    "name": _("Name"),
    "document": _("Document number"),
    "reference": _("Reference"),
}
JUDGED: Words = {
    "same": _("The same subject"),
    "different": _("Different subjects"),
    "unsure": _("Cannot be told"),
    "withdrawn": _("Judgement taken back"),
}
STANDINGS: Words = {
    "same": _("Judged the same"),
    "different": _("Judged different"),
    "unsure": _("Looked at, cannot be told"),
    "contested": _("Members contradict each other"),
    "unjudged": _("Not judged yet"),
}

OF_SOURCES: Mapping[str, Words] = {
    "change": CHANGES,
    "run_state": RUN_STATES,
    "committee_request": COMMITTEE_REQUESTS,
    "draft_state": DRAFT_STATES,
    "work_kind": WORK_KINDS,
    "found_by": FOUND_BY,
    "judged": JUDGED,
    "standing": STANDINGS,
}
