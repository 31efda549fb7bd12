"""Names, scripts, dates, documents, the index and the score: pure, and usable alone.

The step of the journey that proposes: it finds which listed subjects a traveller may be, with a
score and its reasons. It will not decide, store travellers, or know who may see a record; it
imports neither Django nor a database.
"""

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.index.errors import IndexBusy, IndexUnusable
from tocsin.matching.index.facade import Index
from tocsin.matching.types import Candidate, Name, Reason, Subject, Traveller

__all__ = [
    "Candidate",
    "Index",
    "IndexBusy",
    "IndexUnusable",
    "Name",
    "PartialDate",
    "Reason",
    "Subject",
    "Traveller",
]
