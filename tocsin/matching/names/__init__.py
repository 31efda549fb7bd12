"""Names, read: from any script and any spelling to tokens that can be compared.

The first step of matching. It doesn't compare, index or score.
"""

from tocsin.matching.names.reading import ReadName, read_name
from tocsin.matching.names.tokens import Token

__all__ = ["ReadName", "Token", "read_name"]
