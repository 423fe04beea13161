"""The counter: taking dossiers in, giving results out."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Holds templates and a script; no models."""

    name = "motcua.desks.counter"
    label = "counter"
