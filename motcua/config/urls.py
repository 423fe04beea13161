"""Addresses: each desk has one prefix, in the words of the office."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from motcua.desks.frame.audience import PUBLIC, audience

PREFIXES = {
    "entrance": "",
    "citizen": "tra-cuu/",
    "counter": "tiep-nhan/",
    "officer": "ho-so/",
    "leader": "lanh-dao/",
    "office": "quan-tri/",
}

OPEN_DATA = "du-lieu-mo/"
"""Beside the desk of the citizen, with an address of its own to be cited by."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("ngon-ngu/", audience(PUBLIC)(set_language), name="set_language"),
    *(path(PREFIXES[desk], include(f"motcua.desks.{desk}.urls")) for desk in settings.DESKS),
    path(OPEN_DATA, include("motcua.desks.citizen.open_data_urls")),
]

handler400 = "motcua.config.failures.bad_request"
handler403 = "motcua.config.failures.not_allowed"
handler404 = "motcua.config.failures.not_found"
handler500 = "motcua.config.failures.broken"
