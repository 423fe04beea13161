"""Addresses at the door."""

from __future__ import annotations

from django.urls import path

from motcua.desks.entrance import notices, own, views

app_name = "entrance"

urlpatterns = [
    path("", views.start, name="start"),
    path("vao/", views.login, name="login"),
    path("vao/nhan-vat/", views.enter_as, name="enter_as"),
    path("ra/", views.leave, name="leave"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.read, name="read_notices"),
    path("thong-bao/thu/", notices.mail, name="mail_notices"),
    path("vao/nhiem-vu/", own.work_at, name="work_at"),
    path("vao/mat-khau/", own.password, name="password"),
    path("vao/phien/", own.sessions, name="sessions"),
]
