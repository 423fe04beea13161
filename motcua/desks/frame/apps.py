"""The frame of every page: base, components, styles."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Holds templates and static files; no models."""

    name = "motcua.desks.frame"
    label = "frame"
