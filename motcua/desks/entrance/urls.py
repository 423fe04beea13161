"""Addresses at the door."""

from __future__ import annotations

from django.urls import path

from motcua.desks.entrance import views

app_name = "entrance"

urlpatterns = [
    path("", views.start, name="start"),
    path("vao/", views.login, name="login"),
    path("vao/nhan-vat/", views.enter_as, name="enter_as"),
    path("ra/", views.leave, name="leave"),
]
