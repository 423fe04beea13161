"""Addresses of the officer: the queue, a search, and each dossier with its acts and letters."""

from __future__ import annotations

from django.urls import path

from motcua.desks.officer import views

app_name = "officer"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("tim/", views.search, name="search"),
    path("<str:code>/", views.dossier, name="dossier"),
    path("<str:code>/van-ban/<int:letter_id>/", views.letter, name="letter"),
    path("<str:code>/<slug:slug>/", views.act, name="act"),
]
