"""Addresses of the officer: the queue, a search, and each dossier with its acts and letters."""

from __future__ import annotations

from django.urls import path

from motcua.desks.officer import (
    bulk_views,
    consultations_views,
    files_views,
    filters_views,
    letters_views,
    notes_views,
    signing_views,
    views,
)

app_name = "officer"

urlpatterns = [
    path("", views.work_list, name="queue"),
    path("tim/", views.search, name="search"),
    path("y-kien/", consultations_views.questions, name="questions"),
    path("nhieu/", bulk_views.choose, name="bulk"),
    path("nhieu/<slug:slug>/", bulk_views.act, name="bulk_act"),
    path("loc/", filters_views.narrow, name="narrow"),
    path("loc/luu/", filters_views.save, name="filter_save"),
    path("loc/<int:filter_id>/xoa/", filters_views.remove, name="filter_remove"),
    path("<str:code>/", views.dossier, name="dossier"),
    path("<str:code>/van-ban/<int:letter_id>/", letters_views.letter, name="letter"),
    path("<str:code>/van-ban/<int:letter_id>/pdf/", letters_views.letter_pdf, name="letter_pdf"),
    path("<str:code>/van-ban/<int:letter_id>/word/", letters_views.letter_word, name="letter_word"),
    path("<str:code>/du-thao/<slug:slug>/", letters_views.draft, name="draft"),
    path("<str:code>/phieu-kiem-soat/", letters_views.control_slip, name="control_slip"),
    path("<str:code>/giay-tiep-nhan/", letters_views.receipt_copy, name="receipt_copy"),
    path("<str:code>/giay-nhan-ket-qua/", letters_views.result_receipt, name="result_receipt"),
    path("<str:code>/tep/", files_views.all_files, name="files"),
    path("<str:code>/tep/doi-chieu/", files_views.checked, name="files_checked"),
    path("<str:code>/tep/<int:number>/", files_views.one_file, name="file"),
    path("<str:code>/tep/<int:number>/xem/", files_views.shown_file, name="file_shown"),
    path("<str:code>/tep/<int:number>/tai-ve/", files_views.given_file, name="file_given"),
    path("<str:code>/tep/<int:number>/go/", files_views.removed, name="file_removed"),
    path("<str:code>/tep/<int:number>/ky-so/", signing_views.sign, name="file_sign"),
    path("<str:code>/tep/van-ban/", signing_views.file_letter, name="letter_filed"),
    path("<str:code>/nhat-ky/", files_views.history, name="history"),
    path("<str:code>/lay-y-kien/", consultations_views.ask, name="ask"),
    path("<str:code>/y-kien/<int:number>/", consultations_views.answer, name="answer"),
    path("<str:code>/y-kien/<int:number>/rut-lai/", consultations_views.take_back, name="take_back"),
    path("<str:code>/ghi-chu/", notes_views.add, name="note"),
    path("<str:code>/<slug:slug>/", views.act, name="act"),
]
