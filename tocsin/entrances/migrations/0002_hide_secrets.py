"""Second factors that were kept in clear are encrypted with the node's secret."""

from django.db import migrations


def hide(apps, schema_editor):
    from tocsin.entrances.web.signing_in.factors import MARK, SecondFactors

    adapter = SecondFactors()
    kept = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for each in kept.filter(type__in=["totp", "recovery_codes"]):
        for name in ("secret", "seed"):
            if name in each.data and not each.data[name].startswith(MARK):
                each.data[name] = adapter.encrypt(each.data[name])
        codes = each.data.get("migrated_codes")
        if codes:
            each.data["migrated_codes"] = [
                code if code.startswith(MARK) else adapter.encrypt(code) for code in codes
            ]
        each.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("entrances", "0001_counting"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(hide, migrations.RunPython.noop)]
