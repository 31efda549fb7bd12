from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class ApprovalConfig(AppConfig):
    name = "tocsin.safeguards.approval"
    label = "approval"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "approval_proposal": Keeping(
            "what an officer proposed, of which thing, and why",
            People.OFFICERS,
            "for two years after it could last be answered, as the ledger's entry of it is",
        ),
        "approval_answer": Keeping(
            "which officer approved, refused or withdrew a proposal, and why",
            People.OFFICERS,
            "as its proposal is",
        ),
    }
