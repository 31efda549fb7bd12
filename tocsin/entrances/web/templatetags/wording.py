"""What a table of words is: each code of a closed list with its words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

Words = Mapping[str, str | Promise]
