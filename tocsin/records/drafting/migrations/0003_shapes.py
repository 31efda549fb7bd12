"""What a request holds, held by the database: parts are texts, the subject headings with texts."""

from django.db import migrations

from tocsin.safeguards.access.rows import shaped

PARTS = """
    jsonb_typeof(parts) = 'object'
    and not jsonb_path_exists(parts, 'strict $.* ? (@.type() != "string")')
"""
SUBJECT = """
    jsonb_typeof(subject) = 'array'
    and not jsonb_path_exists(subject, 'strict $[*] ? (@.type() != "array")')
    and not jsonb_path_exists(subject, 'strict $[*] ? (@.size() != 2)')
    and not jsonb_path_exists(subject, 'strict $[*][0] ? (@.type() != "string")')
    and not jsonb_path_exists(subject, 'strict $[*][1] ? (@.type() != "array")')
    and not jsonb_path_exists(subject, 'strict $[*][1][*] ? (@.type() != "string")')
"""


class Migration(migrations.Migration):
    dependencies = [("drafting", "0002_rows"), ("access", "0006_limits")]
    operations = [
        shaped("drafting_draft", "request_parts_are_texts", PARTS),
        shaped("drafting_draft", "request_subject_is_headings", SUBJECT),
    ]
