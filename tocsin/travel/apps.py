from django.apps import AppConfig


class TravelConfig(AppConfig):
    name = "tocsin.travel"
    label = "travel"
    default_auto_field = "django.db.models.BigAutoField"
