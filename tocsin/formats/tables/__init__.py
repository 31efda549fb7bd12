"""Passenger lists in CSV and Excel, from carriers that have nothing better.

What the columns mean is handed in. Pure, and usable alone: see the README beside this file.
"""

from tocsin.formats.tables.columns import COMMON, Columns, ColumnsUnclear, Field
from tocsin.formats.tables.reader import read_table
from tocsin.formats.tables.writer import write_csv

__all__ = ["COMMON", "Columns", "ColumnsUnclear", "Field", "read_table", "write_csv"]
