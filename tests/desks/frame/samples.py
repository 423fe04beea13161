"""Every template of the desks with a page to fill it, by a name of its own."""

from __future__ import annotations

from dataclasses import replace

from motcua.config.failures import Again, RefusedPage
from motcua.desks.frame.pages import Hidden
from tests.desks.frame import samples_analysis as analysis
from tests.desks.frame import samples_ballots as ballots
from tests.desks.frame import samples_checking as checking
from tests.desks.frame import samples_counter as counter
from tests.desks.frame import samples_decisions as decisions
from tests.desks.frame import samples_evaluation as evaluation
from tests.desks.frame import samples_files as files
from tests.desks.frame import samples_honesty as honesty
from tests.desks.frame import samples_leader as leader
from tests.desks.frame import samples_logs as logs
from tests.desks.frame import samples_money as money
from tests.desks.frame import samples_narratives as narratives
from tests.desks.frame import samples_notices as notices
from tests.desks.frame import samples_office as office
from tests.desks.frame import samples_officer as officer
from tests.desks.frame import samples_open_data as open_data
from tests.desks.frame import samples_opinions as opinions
from tests.desks.frame import samples_procedures as procedures
from tests.desks.frame import samples_public as public
from tests.desks.frame import samples_reports as reports
from tests.desks.frame import samples_scores as scores
from tests.desks.frame import samples_sheets as sheets
from tests.desks.frame import samples_windows as windows
from tests.desks.frame.samples_receipt import RECEIPT

PAGES: dict[str, tuple[str, object]] = {
    "start": ("entrance/start.html", public.START),
    "landing": ("entrance/landing.html", public.LANDING),
    "login": ("entrance/login.html", public.LOGIN),
    "refused": (
        "entrance/refused.html",
        RefusedPage(
            status=409,
            title="Đã có thay đổi khác",
            message="Có người vừa cập nhật hồ sơ này trước bạn. Hãy tải lại trang, xem thay đổi rồi làm tiếp.",
            field="version",
        ),
    ),
    "busy": (
        "entrance/refused.html",
        RefusedPage(
            status=503,
            title="Máy chủ đang bận",
            message="Máy chủ đang bận ghi việc khác; chưa có gì được ghi, hãy gửi lại.",
            again=Again(address="/tiep-nhan/", posts=True, hidden=(Hidden(name="request_key", value="9a1c"),)),
        ),
    ),
    "notices": ("entrance/notices.html", notices.NOTICES),
    "notices_empty": ("entrance/notices.html", notices.NOTICES_EMPTY),
    "look_up": ("citizen/look_up.html", public.LOOK_UP),
    "look_up_wrong": ("citizen/look_up.html", public.LOOK_UP_WRONG),
    "citizen_dossier": ("citizen/dossier.html", public.DOSSIER),
    "citizen_dossier_moved": ("citizen/dossier.html", public.DOSSIER_MOVED),
    **open_data.PAGES,
    **ballots.PAGES,
    **evaluation.PAGES,
    **narratives.PAGES,
    "intake": ("counter/intake.html", counter.INTAKE),
    "intake_empty": ("counter/intake.html", counter.INTAKE_EMPTY),
    "intake_wrong": ("counter/intake.html", counter.INTAKE_WRONG),
    "accepted": ("counter/accepted.html", counter.ACCEPTED),
    "online": ("counter/online.html", counter.ONLINE),
    "online_empty": ("counter/online.html", counter.ONLINE_EMPTY),
    "submitted": ("counter/submitted.html", counter.SUBMITTED),
    "returns": ("counter/returns.html", counter.RETURNS),
    "returns_empty": ("counter/returns.html", counter.RETURNS_EMPTY),
    "hand_over": ("counter/hand_over.html", counter.HAND_OVER),
    "register": ("counter/register.html", counter.REGISTER),
    "hand_overs": ("counter/hand_overs.html", sheets.HAND_OVERS),
    "queue": ("officer/queue.html", officer.QUEUE),
    "queue_empty": ("officer/queue.html", officer.QUEUE_EMPTY),
    "dossier": ("officer/dossier.html", replace(officer.DOSSIER, files=files.SECTION, notes=decisions.NOTES)),
    "papers": ("counter/papers.html", files.PAPERS),
    "files": ("officer/all_files.html", files.ALL),
    "files_wrong": ("officer/all_files.html", files.ALL_WRONG),
    "file": ("officer/file.html", files.FILE),
    "files_letters": ("officer/all_files.html", files.LETTERS),
    "file_signed": ("officer/file.html", files.SIGNED),
    "history": ("officer/history.html", files.HISTORY),
    "letter": ("sheets/page.html", sheets.LETTER),
    **office.PAGES,
    "procedures": ("office/procedures.html", procedures.PROCEDURES),
    "procedures_empty": ("office/procedures.html", procedures.PROCEDURES_EMPTY),
    "procedure": ("office/procedure.html", procedures.PROCEDURE),
    "procedure_bare": ("office/procedure.html", procedures.PROCEDURE_BARE),
    "procedure_edit": ("office/procedure_edit.html", procedures.PROCEDURE_EDIT),
    "procedure_new": ("office/procedure_edit.html", procedures.PROCEDURE_NEW),
    "queue_picked": ("officer/queue.html", decisions.QUEUE_PICKED),
    "narrow": ("officer/narrow.html", decisions.NARROW),
    "narrow_empty": ("officer/narrow.html", decisions.NARROW_EMPTY),
    "bulk": ("frame/bulk_page.html", decisions.BULK),
    "bulk_done": ("frame/bulk_page.html", decisions.BULK_DONE),
    "approvals": ("leader/approvals.html", decisions.APPROVALS),
    "approvals_empty": ("leader/approvals.html", decisions.APPROVALS_EMPTY),
    "decision": ("leader/decision.html", decisions.DECISION),
    "decision_over": ("leader/decision.html", decisions.DECISION_OVER),
    "warnings": ("leader/warnings.html", decisions.WARNINGS),
    "warnings_none": ("leader/warnings.html", decisions.WARNINGS_NONE),
    "overruns": ("leader/overruns.html", decisions.OVERRUNS),
    "door": ("counter/take.html", windows.DOOR),
    "ticket": ("counter/ticket.html", windows.TICKET),
    "board": ("counter/board.html", windows.BOARD),
    "board_empty": ("counter/board.html", windows.BOARD_EMPTY),
    "calling": ("counter/calling.html", windows.CALLING),
    "calling_free": ("counter/calling.html", windows.CALLING_FREE),
    "arrange": ("counter/windows.html", windows.ARRANGE),
    "door_slips": ("counter/door_slips.html", windows.SLIPS),
    "door_slips_empty": ("counter/door_slips.html", windows.SLIPS_EMPTY),
    "fees": ("counter/fees.html", money.FEES),
    "fees_paid": ("counter/fees.html", money.FEES_PAID),
    "cash": ("counter/cash.html", money.CASH),
    "cash_empty": ("counter/cash.html", money.CASH_EMPTY),
    "statement": ("counter/statement.html", money.STATEMENT),
    "statement_seen": ("counter/statement.html", money.STATEMENT_SEEN),
    "account": ("counter/account.html", money.ACCOUNT),
    "ask": ("officer/ask.html", opinions.ASK),
    "answer": ("officer/answer.html", opinions.ANSWER),
    "taking_back": ("officer/answer.html", opinions.TAKING_BACK),
    "answered": ("officer/answer.html", opinions.ANSWERED),
    "questions": ("officer/questions.html", opinions.QUESTIONS),
    "questions_none": ("officer/questions.html", opinions.QUESTIONS_NONE),
    **analysis.PAGES,
    **logs.PAGES,
    **honesty.PAGES,
    **scores.PAGES,
    "overview": ("leader/overview.html", leader.OVERVIEW),
    "overview_fixed": ("leader/overview.html", leader.OVERVIEW_FIXED),
    "figure": ("leader/figure.html", leader.FIGURE),
    **reports.PAGES,
    **reports.PAGES,
    "checking": ("leader/checking.html", checking.CHECKING),
    "checking_found": ("leader/checking.html", checking.CHECKING_FOUND),
    "checking_nothing": ("leader/checking.html", checking.CHECKING_NOTHING),
    "checking_wrong": ("leader/checking.html", checking.CHECKING_WRONG),
}
"""Whole pages, as a browser gets them."""

FRAGMENTS: dict[str, tuple[str, object]] = {
    "matches": ("counter/matches.html", counter.FOUND),
    "matches_none": ("counter/matches.html", counter.NOT_FOUND),
    "overview_live": ("leader/overview_live.html", leader.NUMBERS),
}
"""Parts of pages, fetched by a script."""

SHEETS: dict[str, tuple[str, object]] = {
    "receipt": ("counter/receipt.html", RECEIPT),
    "sheet": ("sheets/document.html", sheets.DOCUMENT),
    "fee_receipt": ("counter/fee_receipt.html", money.FEE_RECEIPT),
}
"""Sheets for paper."""
