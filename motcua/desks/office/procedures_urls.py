"""Addresses of the catalogue, within those of the office."""

from __future__ import annotations

from django.urls import path

from motcua.desks.office import procedures_views as views

patterns = [
    path("thu-tuc/", views.catalogue, name="procedures"),
    path("thu-tuc/soan/", views.procedure_new, name="procedure_new"),
    path("thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("thu-tuc/<str:code>/soan/", views.procedure_edit, name="procedure_edit"),
    path("thu-tuc/<str:code>/<int:number>/", views.procedure, name="procedure_version"),
    path("thu-tuc/<str:code>/<int:number>/quy-trinh.bpmn", views.procedure_bpmn, name="procedure_bpmn"),
    path("thu-tuc/<str:code>/<int:number>/<slug:slug>/", views.procedure_act, name="procedure_act"),
]
