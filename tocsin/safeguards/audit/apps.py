from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class AuditConfig(AppConfig):
    name = "tocsin.safeguards.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "audit_question": Keeping(
            "what an auditor asked an officer about an entry of the ledger",
            People.OFFICERS,
            "for two years, as the ledger's entry of it is",
        ),
        "audit_justification": Keeping(
            "how the officer answered", People.OFFICERS, "as its question is"
        ),
    }
