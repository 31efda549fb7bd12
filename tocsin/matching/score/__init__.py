"""The score: how much speaks for a traveller being a listed subject, and why.

It proposes, nothing more: no score has an effect without a person's decision.
"""

from tocsin.matching.score.evidence import document_key
from tocsin.matching.score.scoring import (
    SCORER_VERSION,
    STRONG,
    THRESHOLD,
    Named,
    Scored,
    SubjectForm,
    TravellerForm,
    compile_subject,
    compile_traveller,
    named,
    score,
    value_of,
    value_with_date,
)

__all__ = [
    "SCORER_VERSION", "STRONG", "THRESHOLD", "Named", "Scored", "SubjectForm", "TravellerForm",
    "compile_subject", "compile_traveller", "document_key", "named", "score", "value_of",
    "value_with_date",
]  # fmt: skip
