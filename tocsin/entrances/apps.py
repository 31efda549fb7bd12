from django.apps import AppConfig


class EntrancesConfig(AppConfig):
    name = "tocsin.entrances"
    label = "entrances"

    def ready(self) -> None:
        from tocsin.entrances.subscriptions import subscribe_stages

        subscribe_stages()
