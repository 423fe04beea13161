"""The desk of the leader."""

from django.apps import AppConfig


class LeaderConfig(AppConfig):
    """Holds templates; no models."""

    name = "motcua.desks.leader"
    label = "leader"
