"""Addresses of the office's administration."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.desks.office import (
    account_views,
    days_off_views,
    home,
    import_views,
    procedures_urls,
    unit_views,
    wording_views,
)

app_name = "office"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("tai-khoan/", account_views.listed, name="accounts"),
    path("tai-khoan/moi/", account_views.opened, name="account_new"),
    path("tai-khoan/<int:account_id>/", account_views.shown, name="account"),
    path("tai-khoan/<int:account_id>/<slug:slug>/", account_views.act, name="account_act"),
    path("phien/", account_views.sessions, name="sessions"),
    path("nhap/", import_views.listed, name="imports"),
    path("nhap/<slug:slug>/", import_views.sending, name="import"),
    path("nhap/<slug:slug>/mau.xlsx", import_views.template, name="import_template"),
    path("nhap/<slug:slug>/hoan-tac/", import_views.undone, name="import_undo"),
    path("nhap/<slug:slug>/<int:import_id>/", import_views.foreseen, name="import_foreseen"),
    path("nhap/<slug:slug>/<int:import_id>/loi/", import_views.marked_file, name="import_marked"),
    *procedures_urls.patterns,
    path("ngay-nghi/", days_off_views.shown, name="days_off"),
    path("ngay-nghi/anh-huong/", days_off_views.effects, name="days_off_effects"),
    path("ngay-nghi/ap-dung/", days_off_views.applied, name="days_off_apply"),
    path("thong-bao/", wording_views.listed, name="templates"),
    path("thong-bao/chua-gui/", wording_views.dead_letters, name="dead_letters"),
    path("thong-bao/<str:name>/", wording_views.template, name="template"),
    path("don-vi/", unit_views.listed, name="units"),
    path("don-vi/moi/", unit_views.registered, name="unit_new"),
    path("don-vi/<str:key>/", unit_views.shown, name="unit"),
    path("don-vi/<str:key>/<slug:slug>/", unit_views.act, name="unit_act"),
]
