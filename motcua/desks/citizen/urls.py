"""The address of the citizen's look-up. A dossier has no address of its own: its code opens nothing."""

from __future__ import annotations

from django.urls import path

from motcua.desks.citizen import views

app_name = "citizen"

urlpatterns = [path("", views.look_up, name="look_up")]
