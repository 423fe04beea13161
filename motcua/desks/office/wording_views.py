"""Views of texts that are sent: parse, one query or action, a page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import said, status_of
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.office import wordings as pages
from motcua.desks.office.wordings import Tried
from motcua.law.types import Role
from motcua.records.notices import actions, queries
from motcua.records.notices.wording import Language, Part
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

Word = TypeVar("Word", bound=StrEnum)

SAVE, TRY, RESTORE = "save", "try", "restore"
SAID = {SAVE: "Đã lưu lời văn; thông báo từ nay dùng lời này.", RESTORE: "Đã trở lại nguyên văn."}
INPUTS = ("unit", "language", "part", "text", "do", VERSION, KEY)


@require_GET
@audience(Role.ADMINISTRATOR)
def listed(request: StaffRequest) -> HttpResponse:
    """All templates as they stand for a unit."""
    page = pages.templates_page(request, _unit(request.viewer, request.GET))
    return render(request, "office/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def template(request: StaffRequest, name: str) -> HttpResponse:
    """A template; POST words a part of it otherwise, tries that out, or gives it back."""
    if request.method == "GET":
        page = pages.template_page(request, name, unit_id=_unit(request.viewer, request.GET))
        return render(request, "office/template.html", {"page": page})
    typed = sent(request.POST, fields=INPUTS)
    unit_id = whole_number(typed["unit"], field="unit")
    tried, status = _tried(request.viewer, name, unit_id, typed)
    if tried is None:
        tell(request, SAID[typed["do"]])
        return redirect(f"{reverse('office:template', args=(name,))}?unit={unit_id}")
    page = pages.template_page(request, name, unit_id=unit_id, tried=tried)
    return render(request, "office/template.html", {"page": page}, status=status)


@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def dead_letters(request: StaffRequest) -> HttpResponse:
    """The messages that were given up; POST puts one back among those to send."""
    if request.method == "GET":
        return render(request, "office/dead_letters.html", {"page": pages.dead_letters_page(request)})
    typed = sent(request.POST, fields=("letter",))
    actions.retry(request.viewer, whole_number(typed["letter"], field="letter"))
    tell(request, "Đã xếp tin vào hàng gửi lại.")
    return redirect("office:dead_letters")


def _tried(viewer: Viewer, name: str, unit_id: int, typed: Mapping[str, str]) -> tuple[Tried | None, int]:
    """None when it is done; else the wording as typed, with its preview or what is wrong with it."""
    language = _word(Language, typed["language"], field="language")
    part = _word(Part, typed["part"], field="part")
    if typed["do"] not in (SAVE, TRY, RESTORE):
        raise Refusal("do", "Không rõ việc cần làm với lời văn; hãy tải lại trang.")
    kept = Tried(language=language, part=part, text=typed["text"], key=typed[KEY])
    try:
        if typed["do"] == TRY:
            shown = queries.preview(name, part=part, text=typed["text"])
            return Tried(language=language, part=part, text=typed["text"], key=typed[KEY], preview=shown), 200
        _change(viewer, name, unit_id, kept, typed)
    except Refusal as refusal:
        told = Tried(language=language, part=part, text=typed["text"], key=typed[KEY], error=said(refusal))
        return told, status_of(refusal)
    return None, 200


def _change(viewer: Viewer, name: str, unit_id: int, kept: Tried, typed: Mapping[str, str]) -> None:
    version = whole_number(typed[VERSION], field=VERSION)
    if typed["do"] == RESTORE:
        actions.restore_template(
            viewer,
            unit_id=unit_id,
            name=name,
            language=kept.language,
            part=kept.part,
            version=version,
            key=kept.key,
        )
    else:
        actions.change_template(
            viewer,
            unit_id=unit_id,
            name=name,
            language=kept.language,
            part=kept.part,
            text=kept.text,
            version=version,
            key=kept.key,
        )


def _unit(viewer: Viewer, data: QueryDict) -> int:
    asked = data.get("unit", "")
    return whole_number(asked, field="unit") if asked else pages.own_unit(viewer)


def _word(words: type[Word], text: str, *, field: str) -> Word:
    try:
        return words(text)
    except ValueError:
        raise Refusal(field, "Mẫu này không có phần đó; hãy tải lại trang.") from None
