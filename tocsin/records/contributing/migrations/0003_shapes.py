"""What a draft and the report of a file hold, held by the database: readers may rely on it.

A draft maps fields to texts. A fault names its line, its field and what is wrong, in texts.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import shaped

TEXTS = "jsonb_typeof(content) = 'object' and not jsonb_path_exists(content, 'strict $.* ? ({})')"
NO_TEXT = '@.type() != "string"'
FAULTS = """
    jsonb_typeof(faults) = 'array'
    and not jsonb_path_exists(faults, 'strict $[*] ? (@.type() != "object")')
    and not jsonb_path_exists(faults, 'lax $[*] ? (
        !exists(@.line) || @.line.type() != "number"
        || !exists(@.field) || @.field.type() != "string"
        || !exists(@.message) || @.message.type() != "string"
        || !exists(@.reference) || @.reference.type() != "string")')
"""


class Migration(migrations.Migration):
    dependencies = [("contributing", "0002_rows"), ("access", "0006_limits")]
    operations = [
        shaped("contributing_draft", "draft_holds_texts", TEXTS.format(NO_TEXT)),
        shaped("contributing_batch", "batch_faults_name_their_place", FAULTS),
    ]
