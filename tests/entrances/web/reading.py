"""What stands on a page, for tests that read it as a person would."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse
from lxml import html


def text_of(answer: HttpResponse) -> str:
    """The page's words, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def found(answer: HttpResponse, xpath: str) -> list[str]:
    """The values that an XPath names in the page."""
    return [str(each) for each in html.fromstring(answer.content.decode()).xpath(xpath)]


def sent(answer: HttpResponse, name: str) -> str:
    """The value of a hidden field, as the form would send it back."""
    (value,) = found(answer, f"//main//input[@name='{name}']/@value")
    return value
