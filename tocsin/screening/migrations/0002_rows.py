"""Candidates and their travellers are seen by the member that screened them, and by no other."""

from django.db import migrations

from tocsin.safeguards.access.rows import protect

OWN = "member_id = {viewer}"


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("access", "0002_viewer")]
    operations = [
        *protect("screening_screenedtraveller", read=OWN, write=OWN),
        *protect("screening_proposedmatch", read=OWN, write=OWN),
    ]
