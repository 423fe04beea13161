"""Staff from a table: what each row would do, all or nothing, and the last one undone whole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from motcua.law.types import Role
from motcua.records.documents import imports
from motcua.records.journal.models import Entry
from motcua.records.people import actions as people
from motcua.records.people import importing
from motcua.records.people.importing import Deed, Fate, Planned, StaffRow
from motcua.records.people.models import Account, Position
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.people.staff import BEGINNING, ON, Appoint

CREATE, RENAME, ASSIGN, END = Deed.CREATE, Deed.RENAME, Deed.ASSIGN, Deed.END


@pytest.fixture
def dung(appoint: Appoint) -> Viewer:
    """Keeps the accounts of the district."""
    return viewer_of(appoint("dung", Role.ADMINISTRATOR, "district"), ON)


@pytest.fixture
def lan(appoint: Appoint) -> int:
    return appoint("lan", Role.OFFICER, "justice")


def row(number: int = 2, **changes: Any) -> StaffRow:
    given: dict[str, Any] = {
        "username": "moi",
        "full_name": "Kim Mới",
        "unit": "town",
        "role": "Cán bộ một cửa",
        "title": "Công chức",
        "valid_from": ON,
    }
    return StaffRow(number=number, **(given | changes))


def of_lan(number: int = 2, **changes: Any) -> StaffRow:
    """A row that says what is on record already."""
    given: dict[str, Any] = {
        "username": "lan",
        "full_name": "Thạch lan",
        "unit": "justice",
        "role": "officer",
        "title": "officer of justice",
        "valid_from": BEGINNING,
    }
    return StaffRow(number=number, **(given | changes))


def one(viewer: Viewer, *rows: StaffRow) -> Planned:
    """The fate of the last of some rows."""
    return importing.plan(viewer, rows)[-1]


def take(viewer: Viewer, *rows: StaffRow) -> int:
    """Takes in a file with these rows; its id."""
    import_id = imports.wait(importing.KIND, name="a.xlsx", content=b"x", by_id=viewer.account_id)
    importing.take_in(viewer, import_id, rows)
    return import_id


def test_a_new_person_is_given_an_account_and_a_position(dung: Viewer) -> None:
    assert one(dung, row()).deeds == (CREATE, ASSIGN)
    take(dung, row())
    position = Position.objects.get(account__username="moi")
    assert (position.role, position.title, position.valid_from) == ("counter", "Công chức", ON)
    assert not position.account.has_usable_password()


@pytest.mark.parametrize(
    ("changes", "fate", "deeds"),
    [
        ({}, Fate.UNCHANGED, ()),
        ({"full_name": "Thạch Thị Lan"}, Fate.CHANGED, (RENAME,)),
        ({"valid_to": date(2024, 1, 1)}, Fate.CHANGED, (END,)),
        ({"role": "Lãnh đạo đơn vị", "title": "Trưởng phòng"}, Fate.CHANGED, (ASSIGN,)),
        ({"unit": "desk", "full_name": "Lan"}, Fate.CHANGED, (RENAME, ASSIGN)),
    ],
)
def test_what_a_row_changes_of_what_is_on_record(
    dung: Viewer, lan: int, changes: dict[str, Any], fate: Fate, deeds: tuple[Deed, ...]
) -> None:
    planned = one(dung, of_lan(**changes))
    assert (planned.fate, planned.deeds) == (fate, deeds)
    take(dung, of_lan(**changes))
    assert one(dung, of_lan(**changes)).fate is Fate.UNCHANGED


def test_two_rows_of_a_new_person_make_one_account(dung: Viewer) -> None:
    rows = row(2), row(3, unit="town_desk")
    assert [each.deeds for each in importing.plan(dung, rows)] == [(CREATE, ASSIGN), (ASSIGN,)]
    take(dung, *rows)
    assert Position.objects.filter(account__username="moi").count() == 2


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no user name": ({"username": ""}, "username"),
    "a user name that is none": ({"username": "Mới"}, "username"),
    "no name": ({"full_name": " "}, "full_name"),
    "a name too long": ({"full_name": "x" * 121}, "full_name"),
    "no title": ({"title": ""}, "title"),
    "no unit": ({"unit": ""}, "unit"),
    "an unknown unit": ({"unit": "xã Không Có"}, "unit"),
    "a unit above": ({"unit": "province"}, "unit"),
    "a unit that is not yet": ({"valid_from": date(2020, 12, 31)}, "unit"),
    "no role": ({"role": ""}, "role"),
    "an unknown role": ({"role": "Giám đốc"}, "role"),
    "no beginning": ({"valid_from": None}, "valid_from"),
    "an end before the beginning": ({"valid_to": ON}, "valid_to"),
    "somebody elsewhere": ({"username": "tam"}, "username"),
    "oneself": ({"username": "dung", "full_name": "Thạch dung"}, "username"),
    "a closed account": ({"username": "gia", "full_name": "Thạch gia"}, "username"),
    "another title from the same day": (
        {"username": "lan", "full_name": "Thạch lan", "unit": "justice", "role": "officer", "valid_from": BEGINNING},
        "role",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_row_that_cannot_be_taken_in(dung: Viewer, lan: int, appoint: Appoint, name: str) -> None:
    appoint("tam", Role.OFFICER, "province")
    people.close_account(Viewer.system(), account_id=appoint("gia", Role.OFFICER, "town"), reason="Nghỉ")
    changes, field = WRONG[name]
    planned = one(dung, row(**changes))
    assert planned.fate is Fate.WRONG
    assert [refusal.field for refusal in planned.refusals] == [field]


def test_rows_that_contradict_each_other(dung: Viewer) -> None:
    again = one(dung, row(2), row(3))
    assert [str(refusal) for refusal in again.refusals] == ["Trùng với dòng 2; hãy giữ một dòng."]
    other = one(dung, row(2), row(3, unit="town_desk", full_name="Kim Khác"))
    assert [refusal.field for refusal in other.refusals] == ["full_name"]


def test_cells_that_cannot_be_read_are_all_told(dung: Viewer) -> None:
    refusals = (Refusal("valid_from", "Không đọc được."), Refusal("title", "Ký tự lạ."))
    assert one(dung, row(refusals=refusals)).refusals == refusals


def test_one_wrong_row_stops_the_whole_file(dung: Viewer) -> None:
    with pytest.raises(Refusal, match="Dòng 3 còn lỗi"):
        take(dung, row(2), row(3, username="hai", unit=""))
    assert not Account.objects.filter(username="moi").exists()
    assert imports.last(importing.KIND) is None


def test_a_file_is_taken_in_once(dung: Viewer) -> None:
    import_id = take(dung, row())
    with pytest.raises(Conflict, match="đã được nhập"):
        importing.take_in(dung, import_id, [row(username="hai")])
    assert not Account.objects.filter(username="hai").exists()


def test_who_keeps_no_accounts_takes_nothing_in(lan: int) -> None:
    with pytest.raises(NotAllowed):
        importing.plan(viewer_of(lan, ON), [row()])


def test_the_last_import_is_undone_whole(dung: Viewer, lan: int) -> None:
    def held() -> list[tuple[Any, ...]]:
        return list(Position.objects.order_by("pk").values_list("account__username", "title", "valid_to"))

    before = held()
    import_id = take(
        dung,
        row(2),
        of_lan(3, full_name="Thạch Thị Lan", valid_to=date(2024, 1, 1)),
        of_lan(4, full_name="Thạch Thị Lan", unit="desk"),
    )
    assert held() != before
    importing.undo(dung, import_id)
    assert held() == before
    assert Account.objects.get(pk=lan).full_name == "Thạch lan"
    assert not Account.objects.filter(username="moi").exists()
    assert Entry.objects.filter(act="account.undo_import", subject_id=lan).count() == 1
    take(dung, row(2))


@pytest.mark.parametrize("use", ["entered", "changed", "renamed"])
def test_what_has_been_used_since_is_not_undone(dung: Viewer, lan: int, use: str) -> None:
    import_id = take(dung, row(2), of_lan(3, full_name="Thạch Thị Lan"))
    new = Account.objects.get(username="moi")
    if use == "entered":
        Account.objects.filter(pk=new.pk).update(last_login=datetime(2023, 5, 5, tzinfo=UTC))
    elif use == "changed":
        people.reset_password(dung, account_id=lan)
    else:
        people.rename(dung, account_id=new.pk, full_name="Kim Mới Hơn")
    with pytest.raises(Conflict, match="Không hoàn tác được"):
        importing.undo(dung, import_id)
    assert Account.objects.get(pk=lan).full_name == "Thạch Thị Lan"
    assert imports.last(importing.KIND) is not None


def test_only_who_keeps_every_account_in_it_undoes_an_import(dung: Viewer, appoint: Appoint) -> None:
    import_id = take(dung, row(unit="desk"))
    town = viewer_of(appoint("tam", Role.ADMINISTRATOR, "town"), ON)
    with pytest.raises(NotFound):
        importing.undo(town, import_id)
    assert Account.objects.filter(username="moi").exists()
