"""How much one input may cost. Beyond a limit the rest is left out and a fault says so.

A 300-passenger list is about 60 kB and 4,500 segments; the largest ships carry 10,000 people.
"""

from __future__ import annotations

MAX_BYTES = 16 * 1024 * 1024
"""Of one input; what follows isn't read."""

MAX_SEGMENT_CHARACTERS = 8192
"""Of one segment; ISO 9735 free text (5 times 512) fits, a lost terminator doesn't."""

MAX_SEGMENTS = 200_000
"""In one message: 10,000 travellers with 20 segments each."""

MAX_MESSAGES = 10_000
"""In one input."""

MAX_FAULTS = 500
"""Kept for one message and for one interchange; the last one says that more were left out."""
