from django.apps import AppConfig


class SightingsConfig(AppConfig):
    name = "tocsin.encounters.sightings"
    label = "sightings"
    default_auto_field = "django.db.models.BigAutoField"
