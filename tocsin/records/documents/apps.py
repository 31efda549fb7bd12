from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from tocsin.foundations.vocabulary.keeping import Keeping, People


class DocumentsConfig(AppConfig):
    name = "tocsin.records.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
    keeps: ClassVar[Mapping[str, Keeping]] = {
        "documents_documentalert": Keeping(
            "numbers of travel documents that their issuers report, without their holders",
            People.NOBODY,
            "in effect until its issuer ends it or the document would have expired (ten years where"
            " that is not known); a recovered one stays for a year",
        ),
        "documents_blankrange": Keeping(
            "ranges of stolen blanks",
            People.NOBODY,
            "until its issuer ends it, or for ten years",
        ),
        "documents_confirmation": Keeping(
            "questions to issuers whether a report still stands, and their answers",
            People.NOBODY,
            "for 90 days after the time to answer has run out",
        ),
        "documents_nameddocument": Keeping(
            "numbers of documents that records state, to be found by number",
            People.LISTED,
            "as its record's current version is",
        ),
    }
