"""The words and values that all stages share. Pure: nothing here reads a clock or a disk."""

from tocsin.foundations.vocabulary.dates import PartialDate
from tocsin.foundations.vocabulary.faults import Fault, Position

__all__ = ["Fault", "PartialDate", "Position"]
