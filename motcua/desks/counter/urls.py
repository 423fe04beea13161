"""Addresses of the counter."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter import views

app_name = "counter"

urlpatterns = [
    path("", views.intake, name="intake"),
    path("thu-tuc/", views.matches, name="matches"),
    path("truc-tuyen/", views.online, name="online"),
    path("truc-tuyen/<str:code>/", views.submitted, name="submitted"),
    path("tra-ket-qua/", views.returns, name="returns"),
    path("tra-ket-qua/<str:code>/", views.hand_over, name="hand_over"),
    path("so-theo-doi/", views.register, name="register"),
    path("<str:code>/", views.accepted, name="accepted"),
    path("<str:code>/giay-tiep-nhan/", views.receipt, name="receipt"),
]
