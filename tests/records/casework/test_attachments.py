"""The files of a dossier: who may add, check and take away, what is remembered of it, and what verify finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from motcua.records.casework import attachment_checks, checks
from motcua.records.casework.attaching import About, Batch, Filed, attach, check, may_file, remove
from motcua.records.casework.attachments import (
    AttachmentView,
    Kind,
    attachment,
    listing,
    opened,
    papers_on_file,
    removal_reason,
)
from motcua.records.casework.models import Attachment
from motcua.records.casework.queries import viewings
from motcua.records.files import check as file_checks
from motcua.records.files.keeping import on_disk, place_of
from motcua.records.files.media import Media
from motcua.records.files.models import StoredFile
from motcua.records.journal import queries as journal_queries
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.conftest import At
from tests.records.casework.filing import FORM, add, of
from tests.records.files.specimens import pdf, picture, upload
from tests.world import THANH_SON, World

NOW = "2023-04-27 10:00"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_file_is_remembered_with_what_is_known_of_it(world: World, at: At) -> None:
    dossier = world.accept()
    now = at(NOW)
    about = About(
        kind=Kind.PAPER,
        paper=1,
        label=" Giấy chứng sinh ",
        symbol="12/GCS",
        issuer="Trung tâm Y tế huyện",
        issued_on=date(2023, 4, 1),
        expires_on=date(2024, 4, 1),
        digitised=True,
    )
    content = pdf(pages=2)
    assert add(world, dossier, upload(content, "chứng sinh.pdf"), about=about) == Filed(numbers=(1,))
    view = of(world, dossier)
    assert view == AttachmentView(
        number=1,
        kind=Kind.PAPER,
        paper=1,
        name="chứng sinh.pdf",
        label="Giấy chứng sinh",
        symbol="12/GCS",
        issuer="Trung tâm Y tế huyện",
        issued_on=date(2023, 4, 1),
        expires_on=date(2024, 4, 1),
        digitised=True,
        sha256=view.sha256,
        size=len(content),
        media=Media.PDF,
        pages=2,
        added_by="Thạch Thị Sa Rươne",
        added_at=now,
        checked_by="",
        checked_at=None,
        removed_by="",
        removed_at=None,
    )
    assert opened(world.viewer("minh"), dossier.code, 1) == (view, content)
    assert list(checks.problems()) == list(attachment_checks.problems()) == file_checks.problems() == []


def test_the_journal_keeps_for_ever_nothing_that_a_person_wrote(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier, upload(pdf(), "giay cua Kim Thi.pdf"), about=replace(FORM, label="Kim Thị", issuer="Xã Kim"))
    remove(world.viewer("minh"), dossier.dossier_id, 1, reason="Giấy của bà Kim Thị khác", key="go")
    first, last = journal_queries.entries_of("attachment", Attachment.objects.get().pk)
    assert (first.act, first.version, last.act, last.version) == ("file.attach", 1, "file.remove", 2)
    assert "Kim" not in str(first.data) + str(last.data)
    assert first.personal
    assert first.personal["name"] == "giay cua Kim Thi.pdf"
    assert first.data["sha256"] == of(world, dossier).sha256
    assert removal_reason(world.viewer("minh"), dossier.code, 1) == "Giấy của bà Kim Thị khác"


def test_filing_is_no_act_of_the_dossier(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier)
    assert world.bring(dossier, State.RETURNED).version == dossier.version + 4
    assert list(checks.problems()) == []


MAY = [
    ("sa_ruone", State.ACCEPTED, None),
    ("minh", State.PROCESSING, None),
    ("bich_thuy", State.SETTLED, None),
    ("sa_rath", State.RETURNED, None),
    ("", State.PROCESSING, None),
    ("quoc_thai", State.PROCESSING, NotAllowed),
    ("van_phuc", State.PROCESSING, NotAllowed),
    ("thu_ha", State.PROCESSING, NotFound),
    ("my_dung", State.PROCESSING, NotFound),
    ("minh", State.VOID, Conflict),
]


@pytest.mark.parametrize(("who", "state", "refusal"), MAY)
def test_who_files_where(world: World, at: At, who: str, state: State, refusal: type[Refusal] | None) -> None:
    dossier = world.bring(world.accept(), state)
    at(NOW)
    acts: tuple[Callable[[], object], ...] = (
        lambda: add(world, dossier, who=who),
        lambda: check(world.viewer(who), dossier.dossier_id, [1], key=f"check-{who}"),
        lambda: remove(world.viewer(who), dossier.dossier_id, 1, reason="Nhầm", key=f"remove-{who}"),
    )
    there = world.units[THANH_SON]
    may = may_file(world.viewer(who), state=state, unit_id=there, holder_unit_id=there)
    assert may is (refusal is None)
    for act in acts:
        if refusal is None:
            act()
        else:
            with pytest.raises(refusal):
                act()
    assert Attachment.objects.count() == (refusal is None)
    assert list(attachment_checks.problems()) == []


def test_a_citizen_files_while_the_dossier_waits_and_nothing_of_staff(world: World, at: At) -> None:
    submitted = world.submit()
    at(NOW)
    batch = Batch(about=FORM, uploads=[upload(pdf())])
    assert attach(None, submitted.dossier_id, [batch], key="a").numbers == (1,)
    view = of(world, submitted, who="sa_ruone")
    assert (view.added_by, view.digitised, view.checked_at) == ("", False, None)
    for about in (replace(FORM, digitised=True), About(kind=Kind.RESULT)):
        with pytest.raises(NotAllowed):
            attach(None, submitted.dossier_id, [replace(batch, about=about)], key="b")
    accepted = world.accept()
    with pytest.raises(Conflict, match="trạng thái"):
        attach(None, accepted.dossier_id, [batch], key="c")
    with pytest.raises(NotFound):
        attach(None, 999_999, [batch], key="d")


@pytest.mark.parametrize(
    ("about", "field"),
    [
        (About(kind=Kind.PAPER), "paper"),
        (About(kind=Kind.PAPER, paper=3), "paper"),
        (About(kind=Kind.RESULT, paper=1), "paper"),
        (replace(FORM, label="a" * 201), "label"),
        (replace(FORM, symbol="a" * 61), "symbol"),
        (replace(FORM, issuer="\0"), "issuer"),
        (replace(FORM, issued_on=date(2023, 4, 28)), "issued_on"),
        (replace(FORM, issued_on=date(2023, 4, 2), expires_on=date(2023, 4, 1)), "expires_on"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_kept(world: World, at: At, about: About, field: str) -> None:
    dossier = world.accept()
    at(NOW)
    with pytest.raises(Refusal) as refused:
        add(world, dossier, about=about)
    assert refused.value.field == field
    assert list(on_disk()) == []


def test_a_file_is_checked_once_by_a_person_and_sending_it_in_is_no_check(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier, upload(pdf(), "a.pdf"), upload(picture(), "b.png"))
    minh, thuy = world.viewer("minh"), world.viewer("bich_thuy")
    later = at("2023-04-27 11:00")
    assert check(minh, dossier.dossier_id, [2], key="one") == Filed(numbers=(2,))
    assert check(thuy, dossier.dossier_id, [2, 1, 1], key="both") == Filed(numbers=(1,))
    assert (of(world, dossier, 2).checked_by, of(world, dossier, 2).checked_at) == ("Nguyễn Văn Minh", later)
    assert of(world, dossier, 1).checked_by == "Trần Thị Bích Thủy"
    with pytest.raises(Refusal, match="Không còn tệp nào chờ đối chiếu"):
        check(thuy, dossier.dossier_id, [1, 2], key="again")
    for numbers in ([], [3], [1, 3]):
        with pytest.raises(NotFound):
            check(minh, dossier.dossier_id, numbers, key="none")
    assert list(attachment_checks.problems()) == []


def test_what_was_taken_away_is_listed_apart_and_never_opened(world: World, at: At) -> None:
    dossier = world.accept()
    now = at(NOW)
    add(world, dossier)
    minh = world.viewer("minh")
    with pytest.raises(Refusal, match="lý do"):
        remove(minh, dossier.dossier_id, 1, reason=" ", key="no")
    remove(minh, dossier.dossier_id, 1, reason="Nhầm hồ sơ", key="yes")
    files = listing(minh, dossier.dossier_id)
    assert (files.rows, files.count, files.unchecked) == ((), 0, 0)
    assert [(view.removed_by, view.removed_at) for view in files.removed] == [("Nguyễn Văn Minh", now)]
    with pytest.raises(NotFound, match="đã được gỡ"):
        opened(minh, dossier.code, 1)
    for act in (
        lambda: check(minh, dossier.dossier_id, [1], key="late"),
        lambda: remove(minh, dossier.dossier_id, 1, reason="Nữa", key="twice"),
    ):
        with pytest.raises(Conflict, match="vừa được gỡ"):
            act()
    assert place_of(files.removed[0].sha256).exists()
    assert add(world, dossier).numbers == (2,)
    assert list(attachment_checks.problems()) == []


def test_the_same_file_twice_for_the_same_paper_is_a_mistake(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier, upload(pdf(), "a.pdf"))
    with pytest.raises(Conflict, match=r"«b\.pdf» đã có trong hồ sơ \(tệp số 1\)"):
        add(world, dossier, upload(pdf(), "b.pdf"))
    with pytest.raises(Conflict, match="vừa chọn"):
        add(world, dossier, upload(picture(), "a.png"), upload(picture(), "b.png"))
    add(world, dossier, upload(pdf(), "a.pdf"), about=replace(FORM, paper=2))
    assert StoredFile.objects.count() == 1


def test_a_retry_gets_the_first_answer_and_another_request_under_its_key_none(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    two = (upload(pdf(), "a.pdf"), upload(picture(), "b.png"))
    assert add(world, dossier, *two, key="k") == Filed(numbers=(1, 2))
    check(world.viewer("minh"), dossier.dossier_id, [1, 2], key="k")
    assert add(world, dossier, *two, key="k") == Filed(numbers=(1, 2), repeated=True)
    assert check(world.viewer("minh"), dossier.dossier_id, [2, 1], key="k") == Filed(numbers=(1, 2), repeated=True)
    with pytest.raises(Conflict, match="Khóa chống gửi trùng"):
        add(world, dossier, two[0], key="k")
    assert Attachment.objects.count() == 2


def test_one_refused_file_adds_none(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    with pytest.raises(Refusal, match=r"hong\.pdf"):
        add(world, dossier, upload(picture(), "tot.png"), upload(b"%PDF-1.7 ", "hong.pdf"))
    assert listing(world.viewer("minh"), dossier.dossier_id).count == 0
    assert list(on_disk()) == []


def test_files_are_listed_paper_by_paper(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    for number, about in enumerate(
        (About(kind=Kind.OTHER), replace(FORM, paper=2), About(kind=Kind.RESULT), FORM, About(kind=Kind.LETTER), FORM)
    ):
        add(world, dossier, upload(pdf(mark=str(number))), about=about)
    files = listing(world.viewer("quoc_thai"), dossier.dossier_id)
    assert [view.number for view in files.rows] == [4, 6, 2, 3, 5, 1]
    assert papers_on_file(world.viewer("minh"), dossier.dossier_id) == {1: 2, 2: 1}
    few = listing(world.viewer("minh"), dossier.dossier_id, most=2)
    assert ([view.number for view in few.rows], few.count, few.unchecked) == ([4, 6], 6, 6)


@pytest.mark.parametrize("who", ["thu_ha", "my_dung", "van_tam"])
def test_a_stranger_learns_nothing(world: World, at: At, who: str) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier)
    stranger = world.viewer(who)
    for ask in (
        lambda: listing(stranger, dossier.dossier_id),
        lambda: papers_on_file(stranger, dossier.dossier_id),
        lambda: attachment(stranger, dossier.code, 1),
        lambda: opened(stranger, dossier.code, 1),
        lambda: removal_reason(stranger, dossier.code, 1),
    ):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(NotFound):
        attachment(world.viewer("minh"), dossier.code, 2)


def test_whoever_opens_a_file_is_noted_once_a_day(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier)
    for told in (NOW, "2023-04-27 15:00", "2023-04-28 08:00"):
        at(told)
        opened(world.viewer("quoc_thai"), dossier.code, 1)
    assert [f"{seen.at:%d %H}" for seen in viewings(dossier.dossier_id)] == ["28 08", "27 10"]


TAMPERED = {
    "kind = 'result'": "loại tệp",
    "paper = 2": "loại tệp",
    "digitised = NOT digitised": "loại tệp",
    "name = 'khac.pdf'": "thông tin giấy tờ",
    "issued_on = '2023-01-01'": "thông tin giấy tờ",
    "checked_at = NULL": "việc đối chiếu",
    "checked_by_id = NULL": "việc đối chiếu",
    "removed_at = added_at": "việc gỡ",
    "added_by_id = NULL": "việc đưa lên",
    "version = 3": "số lần thay đổi",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_what_was_changed_behind_the_back_is_found(world: World, at: At, change: str) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier)
    check(world.viewer("minh"), dossier.dossier_id, [1], key="c")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_attachment SET {change}")
    assert list(attachment_checks.problems()) == [
        f"Tệp số 1 của hồ sơ {dossier.code}: {TAMPERED[change]} khác với nhật ký."
    ]


def test_a_row_without_a_word_and_a_word_without_a_row_are_found(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_attachment SET id = id + 1000")
    told = list(attachment_checks.problems())
    assert len(told) == 2
    assert any("không còn tệp ấy" in text for text in told)
    assert any("không ghi việc nào" in text for text in told)


def test_a_file_of_a_dossier_is_never_deleted(world: World, at: At) -> None:
    dossier = world.accept()
    at(NOW)
    add(world, dossier)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_attachment")
