"""The words of members' codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

OF_MEMBERS: Mapping[str, Words] = {
    "member_kind": {"state": _("State"), "organisation": _("International organisation")},
    "member_state": {
        "applied": _("Applied"),
        "declared": _("Declared, being checked"),
        "before_assembly": _("Before the assembly"),
        "active": _("Member"),
        "suspended": _("Suspended"),
        "refused": _("Refused by the assembly"),
        "withdrawn": _("Withdrawn"),
    },
    "origin": {
        "accession": _("admitted by the assembly"),
        "founding": _("founding member"),
        "publication": _("publishes a list that is held here"),
        "node": _("this node"),
    },
    "capacity": {
        "full": _("Contributes and asks"),
        "contributor": _("Contributes; doesn't ask about travel"),
        "consumer": _("Asks; doesn't contribute"),
        "observer": _("Observes: reads statistics only"),
    },
    "step": {
        "": _("Entered in the register"),
        "declare": _("Declarations complete"),
        "pass_checks": _("Technical checks passed; put before the assembly"),
        "admit": _("Admitted by the assembly"),
        "refuse": _("Refused by the assembly"),
        "apply_again": _("Applied again"),
        "suspend": _("Suspended"),
        "reinstate": _("Suspension ended"),
        "withdraw": _("Withdrawn"),
    },
    "keeps": {
        "frozen": _("Frozen: they count until they expire, and nobody changes them"),
        "withdrawn": _("Withdrawn: none of them counts from now on"),
    },
    "measure": {
        "member.suspend": _("A suspension is proposed"),
        "member.suspend-at-once": _("Suspended at once by one registrar"),
        "member.reinstate": _("The end of the suspension is proposed"),
    },
    "check": {
        "duty_contact": _("The duty desk answered at night"),
        "exchange": _("A test record and a test list went both ways"),
        "secure_line": _("The line is encrypted and ends on its own machines"),
    },
    "choice": {"for": _("For"), "against": _("Against"), "abstain": _("Abstains")},
    "declaration": {
        "legal basis": _("legal basis"),
        "data-protection authority": _("data-protection authority"),
        "redress contact": _("contact for redress"),
        "signing key": _("signing key"),
    },
}
