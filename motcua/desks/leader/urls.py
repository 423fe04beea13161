"""Addresses of the leader: the period at a glance, and each figure with the dossiers behind it."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader import approvals_views, views, warnings_views

app_name = "leader"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("cho-duyet/", approvals_views.waiting, name="approvals"),
    path("cho-duyet/nhieu/", approvals_views.approve_many, name="approve_many"),
    path("cho-duyet/<str:code>/", approvals_views.decide, name="decide"),
    path("cho-duyet/<str:code>/<slug:slug>/", approvals_views.decision, name="decision"),
    path("canh-bao/", warnings_views.owed, name="warnings"),
    path("canh-bao/dinh-muc/", warnings_views.overruns, name="overruns"),
    path("canh-bao/dinh-muc/<str:key>/", warnings_views.overruns_of, name="overruns_of"),
    path("so-lieu/<slug:indicator>/", views.figure, name="figure"),
]
