"""The desk of the officer."""

from django.apps import AppConfig


class OfficerConfig(AppConfig):
    """Holds templates; no models."""

    name = "motcua.desks.officer"
    label = "officer"
