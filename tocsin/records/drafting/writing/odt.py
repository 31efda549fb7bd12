"""A request as OpenDocument text, to be worked on by a mission in its own letterhead."""

from __future__ import annotations

import io

from odfdo import Cell, Document, Header, Paragraph, Row, Table

from tocsin.records.drafting.writing.form import Form, Section

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def as_odt(form: Form) -> bytes:
    """The whole form; nothing in it but text, headings and one table."""
    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, form.title))
    for line in (form.subject, form.member, form.remark, form.final_at):
        if line:
            body.append(Paragraph(line))
    if form.missing:
        body.append(Header(2, "Still missing"))
        for each in form.missing:
            body.append(Paragraph(each))
    for section in form.sections:
        _append(body, section)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _append(body: object, section: Section) -> None:
    body.append(Header(2, section.heading))  # type: ignore[attr-defined]
    if section.rows:
        body.append(_table(section))  # type: ignore[attr-defined]
    for each in section.paragraphs or (() if section.rows else ("(missing)",)):
        body.append(Paragraph(each))  # type: ignore[attr-defined]


def _table(section: Section) -> Table:
    table = Table("Particulars")
    for heading, told in section.rows:
        row = Row()
        row.append_cell(Cell(text=heading))
        cell = Cell()
        for each in told:
            cell.append(Paragraph(each))
        row.append_cell(cell)
        table.append_row(row)
    return table
