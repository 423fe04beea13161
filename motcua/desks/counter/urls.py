"""Addresses of the counter."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter import door_slips_views, fees_views, papers_views, sheets_views, tickets_views, views

app_name = "counter"

urlpatterns = [
    path("", views.intake, name="intake"),
    path("thu-tuc/", views.matches, name="matches"),
    path("truc-tuyen/", views.online, name="online"),
    path("truc-tuyen/<str:code>/", views.submitted, name="submitted"),
    path("tra-ket-qua/", views.returns, name="returns"),
    path("tra-ket-qua/<str:code>/", views.hand_over, name="hand_over"),
    path("so-theo-doi/", views.register, name="register"),
    path("so-theo-doi/pdf/", sheets_views.register_pdf, name="register_pdf"),
    path("so-theo-doi/excel/", sheets_views.register_book, name="register_book"),
    path("giao-nhan/", sheets_views.hand_overs, name="hand_overs"),
    path("giao-nhan/<int:list_id>/", sheets_views.hand_over_list, name="hand_over_list"),
    path("giao-nhan/<int:list_id>/pdf/", sheets_views.hand_over_list_pdf, name="hand_over_list_pdf"),
    path("giao-nhan/<int:list_id>/word/", sheets_views.hand_over_list_word, name="hand_over_list_word"),
    path("phieu/", door_slips_views.door_slips, name="door_slips"),
    path("phieu/<int:slip_id>/", door_slips_views.door_slip, name="door_slip"),
    path("phieu/<int:slip_id>/pdf/", door_slips_views.door_slip_pdf, name="door_slip_pdf"),
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
    path("<str:code>/ban-quet/", papers_views.papers, name="papers"),
    path("<str:code>/giay-tiep-nhan/", views.receipt, name="receipt"),
    path("<str:code>/giay-tiep-nhan/a4/", sheets_views.receipt, name="receipt_a4"),
]
