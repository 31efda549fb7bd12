"""Every member may check every document; only its issuer adds, changes or removes a report.

The issuer of a row is its member's code, so the condition compares codes: no member can write under
another's. A range of blanks can't overlap another of the same series. The documents that records
state are copied out of their current version by a trigger, and seen with their record.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import VIEWER, protect

ISSUER = "issuer = (select code from members_member where id = {viewer})"
ASKER = "asked_by_id = {viewer}"
ANY_MEMBER = "{viewer} is not null"
NAMED_SEEN = "exists (select from registers_record r where r.id = record_id)"
NAMED_OWN = (
    "exists (select from registers_record r where r.id = record_id and r.originator_id = {viewer})"
)

ASK_AS_ASKER = migrations.RunSQL(
    "alter policy add_own on documents_confirmation with check ("
    + ASKER.format(viewer=VIEWER)
    + ")",
    migrations.RunSQL.noop,
)
APART = migrations.RunSQL(
    """
    create function documents_keep_blanks_apart() returns trigger language plpgsql as $$
    begin
        perform pg_advisory_xact_lock(hashtextextended('blanks ' || new.issuer, 0));
        if exists (
            select from documents_blankrange b
            where b.issuer = new.issuer and b.document_type = new.document_type
                and length(b.first) = length(new.first) and b.id <> new.id
                and b.careless_last >= translate(new.first, 'OQDILZSGB', '000112568')
                and b.careless_first <= translate(new.last, 'OQDILZSGB', '000112568')
        ) then
            raise exception 'ranges of blanks overlap'
                using errcode = 'exclusion_violation', constraint = 'blanks_apart';
        end if;
        return new;
    end $$;
    create trigger keep_blanks_apart before insert or update on documents_blankrange
        for each row execute function documents_keep_blanks_apart();
    alter table documents_blankrange add constraint blanks_of_one_series check (
        length(first) = length(last)
        and regexp_replace(first, '[0-9]+$', '') = regexp_replace(last, '[0-9]+$', '')
    );
    """,
    """
    alter table documents_blankrange drop constraint blanks_of_one_series;
    drop trigger keep_blanks_apart on documents_blankrange;
    drop function documents_keep_blanks_apart();
    """,
)
NAMED = migrations.RunSQL(
    """
    create function documents_kept(written text) returns text language sql immutable as $$
        select translate(upper(regexp_replace(normalize(written, NFKC), '[^[:alnum:]]', '', 'g')),
            'АВЕКМНОРСТУХІЅЈ', 'ABEKMHOPCTYXISJ')
    $$;
    create function documents_name() returns trigger language plpgsql as $$
    begin
        delete from documents_nameddocument where record_id = new.record_id;
        insert into documents_nameddocument (record_id, issuer, number)
        select new.record_id, upper(stated -> 'value' ->> 'issuer_code'), kept
        from jsonb_array_elements(new.statements) stated,
            documents_kept(stated -> 'value' ->> 'number') kept
        where stated ->> 'property' = 'document'
            and stated -> 'value' ->> 'issuer_code' ~ '^[A-Za-z]{1,16}$'
            and kept ~ '^[A-Z0-9]{1,20}$';
        return null;
    end $$;
    create trigger name_documents after insert on registers_version
        for each row execute function documents_name();
    insert into documents_nameddocument (record_id, issuer, number)
    select v.record_id, upper(stated -> 'value' ->> 'issuer_code'), kept
    from registers_version v
        join registers_record r on r.id = v.record_id and r.version = v.number,
        jsonb_array_elements(v.statements) stated,
        documents_kept(stated -> 'value' ->> 'number') kept
    where stated ->> 'property' = 'document'
        and stated -> 'value' ->> 'issuer_code' ~ '^[A-Za-z]{1,16}$'
        and kept ~ '^[A-Z0-9]{1,20}$';
    """,
    """
    drop trigger name_documents on registers_version;
    drop function documents_name();
    drop function documents_kept(text);
    """,
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("documents_documentalert", read=ANY_MEMBER, write=ISSUER),
        *protect("documents_blankrange", read=ANY_MEMBER, write=ISSUER),
        *protect("documents_confirmation", read=f"{ASKER} or {ISSUER}", write=ISSUER),
        ASK_AS_ASKER,
        *protect("documents_nameddocument", read=NAMED_SEEN, write=NAMED_OWN),
        APART,
        NAMED,
    ]
