"""Addresses of the leader: the period at a glance, and each figure with the dossiers behind it."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader.analysis import views as analysis_views
from motcua.desks.leader.approvals import views as approvals_views
from motcua.desks.leader.checking import views as checking_views
from motcua.desks.leader.evaluation import views as evaluation_views
from motcua.desks.leader.honesty import views as honesty_views
from motcua.desks.leader.logs import views as logs_views
from motcua.desks.leader.narratives import views as narratives_views
from motcua.desks.leader.overview import views
from motcua.desks.leader.reports import views as reports_views
from motcua.desks.leader.scores import views as scores_views
from motcua.desks.leader.warnings import views as warnings_views

app_name = "leader"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("moi/", views.overview_live, name="overview_live"),
    path("cho-duyet/", approvals_views.waiting, name="approvals"),
    path("cho-duyet/nhieu/", approvals_views.approve_many, name="approve_many"),
    path("cho-duyet/<str:code>/", approvals_views.decide, name="decide"),
    path("cho-duyet/<str:code>/<slug:slug>/", approvals_views.decision, name="decision"),
    path("phan-tich/", analysis_views.analysis, name="analysis"),
    path("phan-tich/<slug:slug>/", analysis_views.picture, name="picture"),
    path("canh-bao/", warnings_views.owed, name="warnings"),
    path("canh-bao/dinh-muc/", warnings_views.overruns, name="overruns"),
    path("canh-bao/dinh-muc/<str:key>/", warnings_views.overruns_of, name="overruns_of"),
    path("nhat-ky-quy-trinh/", logs_views.listed, name="logs"),
    path("nhat-ky-quy-trinh/nhap/", logs_views.send, name="log_send"),
    path("nhat-ky-quy-trinh/nhap/<int:import_id>/", logs_views.foreseen, name="log_foreseen"),
    path("nhat-ky-quy-trinh/don-vi/", logs_views.own, name="own_log"),
    path("nhat-ky-quy-trinh/don-vi/ho-so/", logs_views.own_cases, name="own_log_cases"),
    path("nhat-ky-quy-trinh/xem/<str:name>/", logs_views.shown, name="log"),
    path("nhat-ky-quy-trinh/xem/<str:name>/ho-so/", logs_views.cases, name="log_cases"),
    path("nhat-ky-quy-trinh/xem/<str:name>/ho-so/<int:number>/", logs_views.case, name="log_case"),
    path("bao-cao-cchc/", narratives_views.listed, name="narratives"),
    path("bao-cao-cchc/lap/", narratives_views.begin, name="narrative_begin"),
    path("bao-cao-cchc/xem/", narratives_views.preview, name="narrative_preview"),
    path("bao-cao-cchc/xem/<str:kind>/", narratives_views.preview_file, name="narrative_preview_file"),
    path("bao-cao-cchc/<int:narrative_id>/", narratives_views.shown, name="narrative"),
    path("bao-cao-cchc/<int:narrative_id>/ban-in/", narratives_views.sheet, name="narrative_sheet"),
    path("bao-cao-cchc/<int:narrative_id>/tep/<str:kind>/", narratives_views.file, name="narrative_file"),
    path("bao-cao-cchc/<int:narrative_id>/muc/<str:section_id>/", narratives_views.section, name="narrative_section"),
    path("bao-cao-cchc/<int:narrative_id>/<slug:slug>/", narratives_views.act, name="narrative_act"),
    path("kiem-tra-so-lieu/", checking_views.check, name="checking"),
    path("diem-766/", scores_views.ranking, name="scores"),
    path("diem-766/khai/", scores_views.declarable, name="score_declarable"),
    path("diem-766/khai/<str:key>/<str:row_id>/", scores_views.declare, name="score_declare"),
    path("diem-766/<str:key>/", scores_views.sheet, name="score"),
    path("diem-766/<str:key>/thang/", scores_views.months, name="score_months"),
    path("diem-766/<str:key>/<str:row_id>/", scores_views.row, name="score_row"),
    path("diem-766/<str:key>/<str:row_id>/ho-so/", scores_views.dossiers, name="score_dossiers"),
    path("danh-gia/", evaluation_views.ranking, name="evaluations"),
    path("danh-gia/tep/<slug:kind>/", evaluation_views.ranking_file, name="evaluations_file"),
    path("danh-gia/can-bo/<int:account_id>/", evaluation_views.officer, name="evaluation_officer"),
    path("danh-gia/<str:key>/", evaluation_views.agency, name="evaluation"),
    path("danh-gia/<str:key>/tep/<slug:kind>/", evaluation_views.agency_file, name="evaluation_file"),
    path("danh-gia/<str:key>/diem/<slug:slug>/", evaluation_views.points, name="evaluation_points"),
    path("danh-gia/<str:key>/ho-so/", evaluation_views.ballots, name="evaluation_ballots"),
    path("danh-gia/<str:key>/ho-so/tep/<slug:kind>/", evaluation_views.ballots_file, name="evaluation_ballots_file"),
    path("trung-thuc/", honesty_views.units, name="honesty"),
    path("trung-thuc/<str:key>/", honesty_views.unit, name="honesty_unit"),
    path("trung-thuc/<str:key>/<slug:check>/", honesty_views.dossiers, name="honesty_dossiers"),
    path("bao-cao/", reports_views.listed, name="reports"),
    path("bao-cao/xem/<str:form>/", reports_views.preview, name="report_preview"),
    path("bao-cao/xem/<str:form>/tep/<slug:kind>/", reports_views.preview_file, name="report_preview_file"),
    path("bao-cao/lap/<str:form>/", reports_views.draft, name="report_draft"),
    path("bao-cao/ho-so/<str:form>/", reports_views.cells, name="report_cells"),
    path("bao-cao/<int:report_id>/", reports_views.shown, name="report"),
    path("bao-cao/<int:report_id>/tep/<slug:kind>/", reports_views.file, name="report_file"),
    path("bao-cao/<int:report_id>/<slug:slug>/", reports_views.act, name="report_act"),
    path("so-lieu/<slug:indicator>/", views.figure, name="figure"),
]
