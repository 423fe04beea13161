"""Addresses of the counter."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter.ballots import views as ballots
from motcua.desks.counter.intake import views as intake
from motcua.desks.counter.money import views as money
from motcua.desks.counter.online import views as online
from motcua.desks.counter.papers import views as papers
from motcua.desks.counter.receipts import views as receipts
from motcua.desks.counter.registers import views as registers
from motcua.desks.counter.returns import views as returns
from motcua.desks.counter.slips import views as slips
from motcua.desks.counter.tickets import views as tickets

app_name = "counter"

urlpatterns = [
    path("", intake.intake, name="intake"),
    path("thu-tuc/", intake.matches, name="matches"),
    path("truc-tuyen/", online.online, name="online"),
    path("truc-tuyen/<str:code>/", online.submitted, name="submitted"),
    path("tra-ket-qua/", returns.returns, name="returns"),
    path("tra-ket-qua/<str:code>/", returns.hand_over, name="hand_over"),
    path("phieu-danh-gia/", ballots.ballots, name="ballots"),
    path("phieu-danh-gia/<str:code>/", ballots.ballot, name="ballot"),
    path("so-theo-doi/", registers.register, name="register"),
    path("so-theo-doi/pdf/", registers.register_pdf, name="register_pdf"),
    path("so-theo-doi/excel/", registers.register_book, name="register_book"),
    path("giao-nhan/", registers.hand_overs, name="hand_overs"),
    path("giao-nhan/<int:list_id>/", registers.hand_over_list, name="hand_over_list"),
    path("giao-nhan/<int:list_id>/pdf/", registers.hand_over_list_pdf, name="hand_over_list_pdf"),
    path("giao-nhan/<int:list_id>/word/", registers.hand_over_list_word, name="hand_over_list_word"),
    path("phieu/", slips.door_slips, name="door_slips"),
    path("phieu/<int:slip_id>/", slips.door_slip, name="door_slip"),
    path("phieu/<int:slip_id>/pdf/", slips.door_slip_pdf, name="door_slip_pdf"),
    path("lay-so/<str:unit>/", tickets.door, name="door"),
    path("lay-so/<str:unit>/<str:number>/", tickets.ticket, name="ticket"),
    path("bang-goi-so/<str:unit>/", tickets.board, name="board"),
    path("goi-so/", tickets.calling, name="calling"),
    path("quay/", tickets.arrange, name="arrange"),
    path("phi/<str:code>/", money.fees, name="fees"),
    path("phi/<str:code>/bien-nhan/<int:entry>/", money.fee_receipt, name="fee_receipt"),
    path("so-thu/", money.cash, name="cash"),
    path("doi-soat/", money.statement, name="statement"),
    path("tai-khoan/", money.account, name="account"),
    path("<str:code>/", receipts.accepted, name="accepted"),
    path("<str:code>/ban-quet/", papers.papers, name="papers"),
    path("<str:code>/giay-tiep-nhan/", receipts.receipt, name="receipt"),
    path("<str:code>/giay-tiep-nhan/a4/", receipts.receipt_a4, name="receipt_a4"),
]
