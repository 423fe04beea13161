from django.apps import AppConfig


class LogsConfig(AppConfig):
    name = "motcua.records.logs"
    label = "logs"
    default_auto_field = "django.db.models.BigAutoField"
