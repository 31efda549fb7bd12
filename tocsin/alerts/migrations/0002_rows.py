"""An alert lies between two members and is seen by no other; what is sent is its receiver's own.

Whoever takes a step writes a delivery for the other, which only its receiver reads.
"""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

BETWEEN = "(owner_id = {viewer} or reporter_id = {viewer})"
OF_ALERT = "exists (select from alerts_alert told where told.id = alert_id)"
OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial"), ("sightings", "0002_rows")]
    operations = [
        *protect("alerts_alert", read=BETWEEN, write=BETWEEN),
        *protect("alerts_escalation", read=OF_ALERT, write=OF_ALERT),
        *protect("alerts_delivery", read=OWN, write=OF_ALERT),
        *protect("alerts_endpoint", read=OWN, write=OWN),
    ]
