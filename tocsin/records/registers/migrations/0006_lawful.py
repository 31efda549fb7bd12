"""What makes a record lawful, held by the database itself: the matrix of ``rules/grounds.py``.

Whoever forgets to ask the validator is refused here, by a constraint whose name names the field.
The lines stand written out, as they were when this migration was made; a test generates every
departure from the matrix and tries it here too. Rows of before are brought into line by the next
import or revision of theirs, so they aren't checked now.
"""

from django.db import migrations

DETAILS_OF_GROUND = {
    "un_designation": ("designation_reference", "designating_body"),
    "national_designation": ("designation_reference", "designating_body"),
    "warrant": (
        "issuing_authority",
        "warrant_number",
        "warrant_date",
        "offence",
        "offence_law",
    ),
    "fighter_alert": (
        "authorised_by",
        "authorising_body",
        "authorisation_number",
        "authorisation_date",
        "conduct",
    ),
    "protected_child": (
        "ordering_authority",
        "order_number",
        "order_date",
        "danger",
        "contact",
    ),
}
DATES = ("warrant_date", "warrant_expires", "authorisation_date", "order_date")
CHOICES = {
    "authorised_by": ("court", "prosecutor"),
    "conduct": ("perpetrating", "planning", "preparing", "participating", "training"),
    "danger": ("missing", "abduction", "conflict_zone"),
}
STATUSES_OF_GROUND = {
    "un_designation": ("designated", "not_a_person"),
    "national_designation": ("designated", "not_a_person"),
    "warrant": ("wanted", "charged", "convicted"),
    "fighter_alert": ("alerted", "wanted", "charged", "convicted"),
    "protected_child": ("missing", "at_risk"),
}
WEAKENED = ("acquitted", "pardoned")
BAN_NEEDED = ("national_designation", "warrant")
STRONGER = (
    "warn",
    "locate_inform",
    "discreet_check",
    "inquiry_check",
    "specific_check",
    "seize_document",
    "refuse_entry",
    "arrest",
)
REGISTERS = ("person", "organisation", "vessel", "aircraft")
OF_PERSONS = ("warrant", "fighter_alert", "protected_child")
PROPERTIES = (
    "name",
    "birth_date",
    "birth_place",
    "nationality",
    "sex",
    "document",
    "address",
    "role",
    "mark",
    "comment",
)


def codes(values):
    return ", ".join(f"'{each}'" for each in values)


def told(detail):
    return f"coalesce(details ->> '{detail}', '') ~ '\\S'"


def details_given():
    grounds = {}
    for ground, details in DETAILS_OF_GROUND.items():
        for detail in details:
            grounds.setdefault(detail, []).append(ground)
    for detail, needing in grounds.items():
        yield f"record_{detail}_given", f"ground not in ({codes(needing)}) or {told(detail)}"


def details_formed():
    for detail in DATES:
        form = f"coalesce(details ->> '{detail}', '2000-01-01')"
        yield f"record_{detail}_formed", f"{form} ~ '^\\d{{4}}-\\d{{2}}-\\d{{2}}$'"
    for detail, choices in CHOICES.items():
        first = choices[0]
        yield (
            f"record_{detail}_known",
            f"coalesce(details ->> '{detail}', '{first}') in ({codes(choices)})",
        )


def actions_explained():
    """An unknown code is left to the constraint that names it, here and below."""
    barred = f"requested_action = 'refuse_entry' and ground in ({codes(BAN_NEEDED)})"
    yield "record_entry_ban_given", f"not ({barred}) or {told('entry_ban')}"
    yield (
        "record_proportionality_given",
        f"requested_action not in ({codes(STRONGER)}) or {told('proportionality')}",
    )


def standing():
    suits = " or ".join(
        f"ground = '{ground}' and person_status in ({codes(statuses)})"
        for ground, statuses in STATUSES_OF_GROUND.items()
    )
    weakened = (
        "ground in ('un_designation', 'national_designation')"
        f" and person_status in ({codes(WEAKENED)}) and requested_action = 'inform_only'"
    )
    ended = "state in ('withdrawn', 'delisted')"
    unknown = f"ground not in ({codes(STATUSES_OF_GROUND)})"
    yield "record_person_status_suits", f"{suits} or {weakened} or {ended} or {unknown}"
    yield "record_register_suits", f"register = 'person' or ground not in ({codes(OF_PERSONS)})"
    yield (
        "record_person_status_of_person",
        f"register not in ({codes(REGISTERS)})"
        " or (person_status = 'not_a_person') = (register <> 'person')",
    )
    yield (
        "record_legal_basis_date_given",
        "source_list <> '' or legal_basis_date is not null",
    )


def minors():
    """Born so late that they may be under 18, or 14, on the day of the revision (in UTC)."""
    today = "(revised_at at time zone 'UTC')::date"
    adult = f"born_at_latest + interval '18 years' <= {today}"
    yield (
        "record_adult_because_given",
        "register <> 'person' or source_list <> '' or ground = 'protected_child'"
        f" or born_at_latest is not null or {told('adult_because')}",
    )
    yield (
        "record_minor_only_protected",
        f"born_at_latest is null or {adult} or requested_action = 'protect' or ground = 'warrant'"
        f" and born_at_latest + interval '14 years' <= {today}",
    )
    for detail in ("approving_authority", "approval_number"):
        yield (
            f"record_{detail}_given",
            f"born_at_latest is null or {adult} or ground <> 'warrant' or {told(detail)}",
        )


def constraint(name, condition):
    return migrations.RunSQL(
        f"alter table registers_record add constraint {name} check ({condition}) not valid",
        f"alter table registers_record drop constraint {name}",
    )


CONSTRAINTS = [
    *details_given(),
    *details_formed(),
    *actions_explained(),
    *standing(),
    *minors(),
]

OWN_WORDS = migrations.RunSQL(
    f"""
    create function registers_check_version() returns trigger language plpgsql as $$
    declare
        of_list text := (select source_list from registers_record where id = new.record_id);
        action text := (select requested_action from registers_record where id = new.record_id);
        wrong text;
    begin
        if octet_length(new.signature) <> 64 or new.key_id = '' then
            wrong := 'version_signature_given';
        elsif jsonb_typeof(new.statements) <> 'array' then
            wrong := 'version_statements_given';
        elsif exists (
            select from jsonb_array_elements(new.statements) s
            where coalesce(s ->> 'grade', '') !~ '^[ABCX][1-4]$'
        ) then
            wrong := 'version_grade_given';
        elsif of_list = '' and not exists (
            select from jsonb_array_elements(new.statements) s
            where s ->> 'property' = 'name' and coalesce(s #>> '{{value,full}}', '') ~ '\\S'
        ) then
            wrong := 'version_name_given';
        elsif of_list = '' and exists (
            select from jsonb_array_elements(new.statements) s
            where coalesce(s ->> 'property', '') not in ({codes(PROPERTIES)})
                or coalesce(s ->> 'value', '') !~ '\\S'
        ) then
            wrong := 'version_property_known';
        elsif action = 'seize_document' and not exists (
            select from jsonb_array_elements(new.statements) s where s ->> 'property' = 'document'
        ) then
            wrong := 'version_document_given';
        end if;
        if wrong is not null then
            raise exception 'version violates %', wrong
                using errcode = 'check_violation', constraint = wrong;
        end if;
        return new;
    end $$;
    create trigger registers_check_version before insert on registers_version
        for each row execute function registers_check_version();
    """,
    """
    drop trigger registers_check_version on registers_version;
    drop function registers_check_version();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("registers", "0005_contributed")]
    operations = [*(constraint(*each) for each in CONSTRAINTS), OWN_WORDS]
