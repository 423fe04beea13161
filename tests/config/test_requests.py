"""What happens around every request: headers, size, language, viewer, refusals as pages, audiences."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from motcua.config import failures, middleware
from motcua.desks.frame.audience import PUBLIC, STAFF, StaffRequest, audience
from motcua.law.registry import law
from motcua.law.types import Role
from motcua.records.people.viewer import Post, Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("được")


def post(role: Role) -> Post:
    return Post(unit_id=1, unit_key="tra_cu.ham_tan", role=role, title="")


def request(viewer: Viewer) -> StaffRequest:
    made = cast(StaffRequest, RequestFactory().get("/tiep-nhan/?q=1"))
    made.viewer = viewer
    return made


def test_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    headers = client.get("/khong-co-trang-nay").headers
    assert headers["Content-Security-Policy"] == middleware.CONTENT_POLICY
    assert "unsafe" not in middleware.CONTENT_POLICY
    assert "http" not in middleware.CONTENT_POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]


def test_a_view_may_have_a_stricter_policy() -> None:
    def strict(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = middleware.safe_headers(strict)(RequestFactory().get("/"))
    assert response.headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(("announced", "status"), [("12582912", 200), ("12582913", 413), ("", 200), ("nhiều", 200)])
def test_a_request_that_is_too_large_is_not_read(announced: str, status: int) -> None:
    asked = RequestFactory().post("/")
    asked.META["CONTENT_LENGTH"] = announced
    assert cast(HttpResponse, middleware.limited_body(answer)(asked)).status_code == status


@pytest.mark.parametrize(("cookie", "language"), [("", "vi"), ("en", "en"), ("km", "km"), ("fr", "vi"), ("../x", "vi")])
def test_the_language_is_the_one_chosen_never_that_of_the_browser(cookie: str, language: str) -> None:
    asked = RequestFactory().get("/", headers={"Accept-Language": "en-US"})
    asked.COOKIES["motcua_ngon_ngu"] = cookie
    seen: list[str | None] = []

    def look(request: HttpRequest) -> HttpResponse:
        seen.append(translation.get_language())
        return HttpResponse()

    response = middleware.chosen_language(look)(asked)
    assert (seen, response.headers["Content-Language"]) == ([language], language)


def test_who_looks_is_read_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int | None] = []

    def viewer_of(account_id: int | None, on: Any) -> Viewer:
        reads.append(account_id)
        return Viewer.nobody()

    monkeypatch.setattr(middleware, "viewer_of", viewer_of)
    asked: Any = RequestFactory().get("/")
    asked.user = type("Nobody", (), {"pk": None})()
    middleware.known_viewer(answer)(asked)
    assert reads == []
    assert asked.viewer.account_id is None
    assert reads == [None]


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Refusal("name", "Tên {name} chưa đúng.", name="An"), 400),
        (NotAllowed("account", "Không được."), 403),
        (NotFound("code", "Không có."), 404),
        (Conflict("version", "Đã đổi."), 409),
    ],
)
def test_a_refusal_is_a_page_in_words(refusal: Refusal, status: int) -> None:
    page = middleware.RefusalPages(answer).process_exception(RequestFactory().get("/"), refusal)
    assert page is not None
    assert page.status_code == status
    assert str(refusal) in page.content.decode()


def test_a_gap_in_the_law_is_a_page_too() -> None:
    from datetime import date

    from motcua.law.errors import NoValue

    with pytest.raises(NoValue) as caught:
        law().deadline_rules_on(date(1990, 1, 1))
    page = middleware.RefusalPages(answer).process_exception(RequestFactory().get("/"), caught.value)
    assert page is not None
    assert page.status_code == 400


def test_other_errors_are_left_to_the_server() -> None:
    assert middleware.RefusalPages(answer).process_exception(RequestFactory().get("/"), ValueError("x")) is None


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (failures.bad_request(HttpRequest(), ValueError()), 400),
        (failures.not_allowed(HttpRequest(), ValueError()), 403),
        (failures.not_found(HttpRequest(), ValueError()), 404),
        (failures.stale_form(HttpRequest()), 403),
        (failures.broken(HttpRequest()), 500),
        (failures.too_large(HttpRequest()), 413),
    ],
)
def test_errors_say_what_to_do(page: HttpResponse, status: int) -> None:
    assert page.status_code == status
    assert "ãy" in page.content.decode()  # «Hãy …»


def test_everybody_reaches_a_public_page() -> None:
    view = audience(PUBLIC)(answer)
    assert view(RequestFactory().get("/")).content.decode() == "được"


def test_who_has_not_entered_is_asked_to() -> None:
    response = audience("counter")(answer)(request(Viewer.nobody()))
    assert (response.status_code, response.headers["Location"]) == (302, "/vao/?next=/tiep-nhan/%3Fq%3D1")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("named", [(STAFF,), ("counter",), ("officer", "leader"), ("administrator",)])
def test_a_page_is_for_the_roles_it_names(role: Role, named: tuple[str, ...]) -> None:
    view = audience(*named)(answer)
    viewer = Viewer(account_id=1, name="Kim Sô Phia", posts=(post(role),))
    if STAFF in named or role.value in named:
        assert view(request(viewer)).status_code == 200
    else:
        with pytest.raises(NotAllowed):
            view(request(viewer))


def test_an_account_without_a_post_reaches_nothing() -> None:
    with pytest.raises(NotAllowed):
        audience(STAFF)(answer)(request(Viewer(account_id=1, name="Kim Sô Phia")))


def test_a_view_says_for_whom_it_is() -> None:
    view: Any = audience(Role.COUNTER, STAFF)(answer)
    assert view.audience == {"counter", "staff"}
    assert view.__name__ == "answer"
