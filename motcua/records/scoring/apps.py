from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "motcua.records.scoring"
    label = "scoring"
    default_auto_field = "django.db.models.BigAutoField"
