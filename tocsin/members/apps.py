from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "tocsin.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
