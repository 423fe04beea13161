"""The door: the first page, entering and leaving."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """Holds templates; no models."""

    name = "motcua.desks.entrance"
    label = "entrance"
