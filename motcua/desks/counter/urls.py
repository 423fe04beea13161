"""Addresses of the counter."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter import fees_views, tickets_views, views

app_name = "counter"

urlpatterns = [
    path("", views.intake, name="intake"),
    path("thu-tuc/", views.matches, name="matches"),
    path("truc-tuyen/", views.online, name="online"),
    path("truc-tuyen/<str:code>/", views.submitted, name="submitted"),
    path("tra-ket-qua/", views.returns, name="returns"),
    path("tra-ket-qua/<str:code>/", views.hand_over, name="hand_over"),
    path("so-theo-doi/", views.register, name="register"),
    path("lay-so/<str:unit>/", tickets_views.door, name="door"),
    path("lay-so/<str:unit>/<str:number>/", tickets_views.ticket, name="ticket"),
    path("bang-goi-so/<str:unit>/", tickets_views.board, name="board"),
    path("goi-so/", tickets_views.calling, name="calling"),
    path("quay/", tickets_views.arrange, name="arrange"),
    path("phi/<str:code>/", fees_views.fees, name="fees"),
    path("phi/<str:code>/bien-nhan/<int:entry>/", fees_views.fee_receipt, name="fee_receipt"),
    path("so-thu/", fees_views.cash, name="cash"),
    path("doi-soat/", fees_views.statement, name="statement"),
    path("tai-khoan/", fees_views.account, name="account"),
    path("<str:code>/", views.accepted, name="accepted"),
    path("<str:code>/giay-tiep-nhan/", views.receipt, name="receipt"),
]
