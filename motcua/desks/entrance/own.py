"""What is one's own: the post at which one works, the password, and the sessions in which one is entered."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.entrance.pages import OpenSession, PasswordPage, SessionsPage
from motcua.desks.frame.address import address_of
from motcua.desks.frame.audience import ENTERED, STAFF, StaffRequest, audience
from motcua.desks.frame.fields import Field, FieldKind, with_errors
from motcua.desks.frame.formats import capitalised, moment_vi, number_vi
from motcua.desks.frame.pages import Frame
from motcua.desks.frame.posts import WORKING_POST
from motcua.desks.frame.presenting import home_of, staff_frame, tell
from motcua.desks.frame.refusals import errors_of, status_of, summary
from motcua.desks.frame.sent import KEY, fresh_key, sent, whole_number
from motcua.records.people import actions
from motcua.records.people import sessions as records
from motcua.records.people.actions import Asked
from motcua.records.people.working import working_at
from motcua.rules.refusal import Refusal

OTHERS = "others"
"""Sent in place of the number of a session: all but the one in use."""

DESK = "Tài khoản của tôi"


@require_POST
@audience(STAFF)
def work_at(request: StaffRequest) -> HttpResponse:
    """Chooses the post at which one works, for as long as the session lasts; the day goes on at its desk."""
    key = sent(request.POST, fields=("post",))["post"]
    viewer = working_at(request.viewer, key)
    request.session[WORKING_POST] = key
    return redirect(home_of(viewer))


@never_cache
@require_http_methods(["GET", "POST"])
@audience(ENTERED)
def password(request: StaffRequest) -> HttpResponse:
    """Chooses one's own password; whoever is entered elsewhere with the old one is out."""
    if request.method == "GET":
        return render(request, "entrance/password.html", {"page": _password_page(request)})
    typed = sent(request.POST, fields=("current", "password", "again"))
    try:
        if typed["password"] != typed["again"]:
            raise Refusal("again", "Hai lần nhập mật khẩu mới không giống nhau; hãy nhập lại.")
        account = actions.change_own_password(
            request.viewer, current=typed["current"], password=typed["password"], address=address_of(request)
        )
    except Refusal as refusal:
        page = _password_page(request, refusal=refusal)
        return render(request, "entrance/password.html", {"page": page}, status=status_of(refusal))
    auth.update_session_auth_hash(request, account)
    tell(request, "Đã đổi mật khẩu. Các phiên khác của tài khoản này đã đóng.")
    return redirect(home_of(request.viewer))


@never_cache
@require_http_methods(["GET", "POST"])
@audience(ENTERED)
def sessions(request: StaffRequest) -> HttpResponse:
    """One's own open sessions; ends one of them, or all the others."""
    if request.method == "POST":
        _end(request)
        return redirect("entrance:sessions")
    return render(request, "entrance/sessions.html", {"page": _sessions_page(request)})


def _end(request: StaffRequest) -> None:
    account_id = request.viewer.account_id
    assert account_id is not None  # the audience of the view
    typed = sent(request.POST, fields=(KEY, "session"))
    ended = actions.end_sessions(
        request.viewer,
        account_id=account_id,
        session_id=None if typed["session"] == OTHERS else whole_number(typed["session"], field="session"),
        but=request.session.session_key or "",
        asked=Asked(key=typed[KEY]),
    )
    tell(request, f"Đã đóng {number_vi(ended)} phiên." if ended else "Không còn phiên nào khác.")


def _password_page(request: StaffRequest, *, refusal: Refusal | None = None) -> PasswordPage:
    initial = bool(getattr(request.user, "password_is_initial", False))
    errors = errors_of(refusal)
    current = Field(
        name="current",
        label="Mật khẩu hiện tại",
        kind=FieldKind.PASSWORD,
        autocomplete="current-password",
        required=True,
    )
    new = (
        Field(
            name="password",
            label="Mật khẩu mới",
            kind=FieldKind.PASSWORD,
            hint="Ít nhất 10 ký tự; vài từ ghép lại vừa dễ nhớ vừa khó đoán.",
            autocomplete="new-password",
            required=True,
        ),
        Field(
            name="again",
            label="Nhập lại mật khẩu mới",
            kind=FieldKind.PASSWORD,
            autocomplete="new-password",
            required=True,
        ),
    )
    fields = with_errors(new if initial else (current, *new), errors)
    return PasswordPage(
        frame=_frame(request, title="Đổi mật khẩu"),
        heading="Chọn mật khẩu của riêng mình" if initial else "Đổi mật khẩu",
        note=(
            "Mật khẩu vừa dùng do người khác đặt. Hãy chọn mật khẩu mới trước khi làm việc; sau đó chỉ ông/bà biết."
            if initial
            else "Sau khi đổi, mọi phiên khác của tài khoản này đóng lại."
        ),
        action=reverse("entrance:password"),
        fields=fields,
        errors=summary(fields, errors),
    )


def _sessions_page(request: StaffRequest) -> SessionsPage:
    assert request.viewer.account_id is not None  # the audience of the view
    key = request.session.session_key or ""
    found = records.of(request.viewer, request.viewer.account_id, key=key)
    return SessionsPage(
        frame=_frame(request, title="Phiên đăng nhập của tôi"),
        sentence=f"Tài khoản đang mở ở {number_vi(len(found))} nơi."
        if len(found) > 1
        else "Tài khoản chỉ đang mở ở đây.",
        note=f"Phiên tự đóng sau {settings.SESSION_IDLE_MINUTES} phút không dùng, và sau một ngày làm việc. "
        "Thấy nơi lạ thì đóng phiên đó rồi đổi mật khẩu.",
        action=reverse("entrance:sessions"),
        sessions=tuple(
            OpenSession(
                id=str(each.id),
                where=f"{each.device} · {each.address}",
                when=f"Vào {moment_vi(each.began_at)}. Dùng lần cuối {moment_vi(each.used_at)}.",
                own=each.own,
            )
            for each in found
        ),
        hidden=(fresh_key(),),
        others=any(not each.own for each in found),
    )


def _frame(request: StaffRequest, *, title: str) -> Frame:
    return staff_frame(request, title=capitalised(title), desk=DESK)
