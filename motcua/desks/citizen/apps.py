"""The desk of the citizen: looking a dossier up."""

from django.apps import AppConfig


class CitizenConfig(AppConfig):
    """Holds templates and a script; no models."""

    name = "motcua.desks.citizen"
    label = "citizen"
