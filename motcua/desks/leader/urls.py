"""Addresses of the leader: the period at a glance, and each figure with the dossiers behind it."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader import views

app_name = "leader"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("so-lieu/<slug:indicator>/", views.figure, name="figure"),
]
