"""The addresses of open data."""

from __future__ import annotations

from django.urls import path

from motcua.desks.citizen import open_data

app_name = "open_data"

urlpatterns = [
    path("", open_data.listed, name="listed"),
    path("tu-dien.csv", open_data.meanings, name="meanings"),
    path("<str:month>.csv", open_data.table, name="table"),
    path("<str:month>.json", open_data.document, name="document"),
]
