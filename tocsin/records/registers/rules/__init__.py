"""What must hold of every contribution, as data and pure functions: no clock, no database.

- `grounds`: grounds, the actions and statuses they can carry, and the details each must tell
- `contribution`: contributions and statements as values
- `reading`: from what was sent to a contribution
- `validity`: everything that is wrong with one, by field
- `age`, `identity`, `lifetimes`, `free_text`: minors, searchability, terms, special categories
- `signing`: the bytes that a contributor signs
"""

from tocsin.records.registers.rules.contribution import (
    BOOKKEEPING,
    INCLUSION_STANDARD,
    Contribution,
    LegalBasis,
    Statement,
    changed_properties,
    content_hash,
    statements_as_stored,
    values,
)
from tocsin.records.registers.rules.faults import FieldFault
from tocsin.records.registers.rules.lifetimes import Life, life, longest_life
from tocsin.records.registers.rules.validity import counts_as_minor, faults

__all__ = [
    "BOOKKEEPING",
    "INCLUSION_STANDARD",
    "Contribution",
    "FieldFault",
    "LegalBasis",
    "Life",
    "Statement",
    "changed_properties",
    "content_hash",
    "counts_as_minor",
    "faults",
    "life",
    "longest_life",
    "statements_as_stored",
    "values",
]
