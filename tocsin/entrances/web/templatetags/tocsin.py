"""The template library: names shown faithfully, codes in words, times, letters, drawings.

Everything that returns markup escapes what it was given; nothing here reads a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from tocsin.entrances.web.drawing import map as map_drawing
from tocsin.entrances.web.drawing import timeline as timeline_drawing
from tocsin.entrances.web.drawing.icons import ICONS
from tocsin.entrances.web.pages.forms import Typed, error_of
from tocsin.entrances.web.pages.letters import Segment, compare_letters
from tocsin.entrances.web.pages.movement import MovementPage, Place, Sighting
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.points import points_of
from tocsin.entrances.web.pages.unseen import pieces
from tocsin.entrances.web.pages.unseen import plain as spelt_out
from tocsin.entrances.web.templatetags import record_words
from tocsin.entrances.web.templatetags.words import word as word_of

register = template.Library()


class Weighed(Protocol):
    """A reason with a weight."""

    @property
    def weight(self) -> float: ...


@register.filter
def name(value: Written | str | None) -> SafeString:
    """A name in its own script and direction, unseen characters made visible."""
    if value is None or str(value) == "":
        return _nothing()
    text = marked(str(value))
    if isinstance(value, Written) and (value.language or value.script):
        return format_html('<bdi lang="{}" class="name">{}</bdi>', language_of(value), text)
    return format_html('<bdi class="name">{}</bdi>', text)


@register.filter
def prose(value: str | None) -> SafeString:
    """Free text of a person: isolated, unseen characters visible, its own line breaks kept."""
    if not value:
        return _nothing()
    lines = str(value).replace("\r\n", "\n").split("\n")
    return format_html(
        '<bdi class="prose">{}</bdi>',
        format_html_join(mark_safe("<br>"), "{}", ((marked(line),) for line in lines)),
    )


@register.filter
def typed(form: Typed, field: str) -> str:
    """What was typed into a field of a form."""
    return form.value(field)


@register.filter
def wrong(form: Typed, field: str) -> str:
    """What is wrong with a field of a form; empty where nothing is."""
    return error_of(form.errors, field)


@register.filter
def plain(value: object) -> str:
    """For places that take no markup (titles): unseen characters are spelt out."""
    return spelt_out(str(value))


@register.filter
def word(code: str, kind: str) -> str:
    """The words of a code of a closed list."""
    return spelt_out(word_of(code, kind))


def marked(text: str) -> SafeString:
    """Escaped text, with each unseen character as a small labelled box."""
    return format_html_join("", "{}", ((_piece(each),) for each in pieces(text)))


def _piece(piece: Any) -> SafeString | str:
    if not piece.unseen:
        return escape(piece.text)
    return format_html('<span class="unseen" title="{}">{}</span>', piece.title, piece.text)


def language_of(value: Written) -> str:
    """A BCP 47 tag: the language where known, else "und" with the script."""
    return value.language or f"und-{value.script}"


def _nothing() -> SafeString:
    return format_html(
        '<span class="nothing" aria-hidden="true">–</span><span class="unsighted">{}</span>',
        gettext("not given"),
    )


@register.simple_tag
def letters(mine: Written | str, other: Written | str, side: str) -> SafeString:
    """One side of a letter-by-letter comparison: ``side`` is "theirs" or "ours" (who is mine)."""
    theirs, ours = (mine, other) if side == "theirs" else (other, mine)
    comparison = compare_letters(_compared(theirs), _compared(ours))
    segments = comparison.theirs if side == "theirs" else comparison.ours
    inside = format_html_join("", "{}", ((_segment(each),) for each in segments))
    return format_html('<bdi class="name letters" lang="{}">{}</bdi>', _letters_lang(mine), inside)


def _compared(value: Written | str) -> str:
    return value.romanised or value.text if isinstance(value, Written) else value


def _letters_lang(value: Written | str) -> str:
    if not isinstance(value, Written) or not (value.language or value.script):
        return ""
    return "und-Latn" if value.romanised else language_of(value)


def _segment(segment: Segment) -> SafeString:
    if segment.same:
        return marked(segment.text)
    return format_html(
        '<mark class="differs"><span class="unsighted">{}</span>{}'
        '<span class="unsighted">{}</span></mark>',
        f"[{gettext('differs:')} ",
        marked(segment.text),
        "]",
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small picture beside a word that says the same; hidden from readers of the word."""
    return mark_safe(ICONS[name])  # noqa: S308 - drawn in this package, from no input


@register.filter
def moment(at: datetime | None) -> SafeString:
    """A moment on the reader's clock, with the zone: "12 Mar 2026, 14:05 UTC"."""
    if at is None:
        return _nothing()
    return _time(at, _here(at), "j M Y, H:i T")


@register.filter
def clock(at: datetime | None) -> SafeString:
    """The short form for dense tables: "12 Mar 14:05"."""
    if at is None:
        return _nothing()
    return _time(at, _here(at), "j M H:i")


@register.filter
def as_given(at: datetime | None) -> SafeString:
    """A moment on its own clock, with its own zone: for the local time of a place."""
    if at is None:
        return _nothing()
    return _time(at, at, "j M Y, H:i T")


@register.filter
def utc(at: datetime | None) -> SafeString:
    """A moment in UTC."""
    if at is None:
        return _nothing()
    return _time(at, at.astimezone(UTC) if at.tzinfo else at, "j M Y, H:i T")


def _here(at: datetime) -> datetime:
    return timezone.localtime(at) if timezone.is_aware(at) else at


def _time(at: datetime, shown: datetime, form: str) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>', at.isoformat(timespec="minutes"), date_format(shown, form)
    )


@register.filter
def day(value: Any) -> SafeString:
    """A calendar day: "12 March 2026"."""
    if not value:
        return _nothing()
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), date_format(value, "j F Y")
    )


@register.simple_tag
def since(at: datetime | None, now: datetime) -> str:
    """How long ago: "12 min", "3 h", "2 days"."""
    return span((now - at).total_seconds()) if at else ""


@register.simple_tag
def until(at: datetime | None, now: datetime) -> str:
    """How long until: "in 2 h 10 min", or "departed" once it is past."""
    if at is None:
        return ""
    seconds = (at - now).total_seconds()
    if seconds < 0:
        return gettext("departed")
    return gettext("in %(span)s") % {"span": span(seconds)}


@register.simple_tag
def urgency(at: datetime | None, now: datetime) -> str:
    """A class for the row: "past", "soon" (within three hours), "later"."""
    if at is None:
        return "later"
    seconds = (at - now).total_seconds()
    return "past" if seconds < 0 else "soon" if seconds <= 3 * 3600 else "later"


@register.simple_tag
def took(seconds: float) -> str:
    """How long something took: below ten minutes to the second."""
    if seconds >= 600:
        return span(seconds)
    minutes, rest = divmod(round(seconds), 60)
    parts = [gettext("%(n)d min") % {"n": minutes}] if minutes else []
    if rest or not minutes:
        parts.append(gettext("%(n)d s") % {"n": rest})
    return " ".join(parts)


def span(seconds: float) -> str:
    """A length of time in at most two units, in the reader's language."""
    minutes = max(int(seconds // 60), 0)
    if minutes < 60:
        return ngettext("%(n)d min", "%(n)d min", minutes) % {"n": minutes}
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        text = ngettext("%(n)d h", "%(n)d h", hours) % {"n": hours}
        return f"{text} {rest:02d} min" if rest and hours < 10 else text
    days = hours // 24
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


@register.filter
def minutes(number: int) -> str:
    """A length of time given in minutes, in at most two units."""
    return span(number * 60)


@register.filter
def bar_width(weight: float) -> int:
    """The length of a reason's bar in hundredths, however large the weight."""
    return min(round(abs(weight) * 100), 100)


@register.filter
def signed(points: int) -> str:
    """Points with their sign, the minus being a minus: "+12", "−5", "0"."""
    return f"+{points}" if points > 0 else f"\u2212{-points}" if points < 0 else "0"


@register.simple_tag
def movement_map(page: MovementPage) -> SafeString:
    """The map, once for wide and once for narrow windows; the stylesheet shows one."""
    words = map_drawing.Words(gettext("Map of the movement"), _told(page), _short_day)
    return mark_safe(map_drawing.draw(page.sightings, words))  # noqa: S308 - escapes its input


@register.simple_tag
def movement_timeline(page: MovementPage) -> SafeString:
    """The timeline, once for wide and once for narrow windows."""
    words = timeline_drawing.Words(
        title=gettext("Timeline of the movement"),
        description=_told(page),
        now=gettext("now"),
        day=_short_day,
        month=lambda at: date_format(at, "M Y"),
    )
    return mark_safe(timeline_drawing.draw(page.sightings, page.now, words))  # noqa: S308


def _short_day(at: datetime) -> str:
    return date_format(at, "j M")


def _told(page: MovementPage) -> str:
    """The drawing in words: each sighting in order; the table beside it says more."""
    return " ".join(_told_sighting(each) for each in page.sightings)


def _told_sighting(sighting: Sighting) -> str:
    form = gettext("%(number)s: %(place)s, %(day)s, %(direction)s.")
    return form % {
        "number": sighting.number,
        "place": sighting.place.name,
        "day": date_format(sighting.at, "j M Y"),
        "direction": word_of(sighting.direction, "direction"),
    }


@register.filter
def undrawn(page: MovementPage) -> tuple[Place, ...]:
    """The places of a movement that are not on its map."""
    return map_drawing.undrawn(page.sightings)


@register.filter
def split_total(reasons: Sequence[Weighed], score: float) -> list[tuple[Weighed, int]]:
    """Each reason with its points, rounded so that they add up to the score as shown."""
    return list(zip(reasons, points_of([each.weight for each in reasons], score), strict=True))


@register.filter
def cat(text: object, more: object) -> str:
    """Two pieces of a field's name as one."""
    return f"{text}{more}"


@register.filter
def hint_of(detail: str) -> str:
    """What a detail of a contribution is told beside its label; empty where nothing is."""
    return str(record_words.DETAIL_HINTS.get(detail, ""))


@register.filter
def field_words(path: str) -> str:
    """The label of a field of the contribution form."""
    return str(record_words.field_words(path))
