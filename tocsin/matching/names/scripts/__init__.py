"""From any script to folded Latin: one word in, its likely spellings out, one module per script.

The step after a name was cut into words. It compares nothing and knows no whole names.
"""

from tocsin.matching.names.scripts.romanising import han_parts, romanise
from tocsin.matching.names.scripts.telling import script_of

__all__ = ["han_parts", "romanise", "script_of"]
