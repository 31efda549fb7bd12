"""CUSRES, an authority's answers to carriers about their passengers (interactive API).

An answer that stops a traveller can't be made without a person's decision. Pure, and usable alone:
see the README beside this file.
"""

from tocsin.formats.cusres.answers import (
    BoardingAnswer,
    Cleared,
    HumanDecision,
    Incomplete,
    Inspected,
    Passenger,
    Received,
    Refused,
    Unanswered,
    UndecidedAnswerError,
)
from tocsin.formats.cusres.reader import read_cusres, sniff
from tocsin.formats.cusres.responses import Reading, ReceivedAnswer, Response
from tocsin.formats.cusres.writer import as_received, write_cusres

__all__ = [
    "BoardingAnswer",
    "Cleared",
    "HumanDecision",
    "Incomplete",
    "Inspected",
    "Passenger",
    "Reading",
    "Received",
    "ReceivedAnswer",
    "Refused",
    "Response",
    "Unanswered",
    "UndecidedAnswerError",
    "as_received",
    "read_cusres",
    "sniff",
    "write_cusres",
]
