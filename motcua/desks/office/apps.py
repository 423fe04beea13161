"""The desk of the office."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Holds templates; no models."""

    name = "motcua.desks.office"
    label = "office"
