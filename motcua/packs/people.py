"""Reads staff.yaml and names.yaml of a pack: everyone in them is invented."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from motcua.law.reading import Entry
from motcua.law.types import Role
from motcua.packs.types import CastMember, NameGroup, PersonalNames, StaffMember, Weighted

_USERNAME = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9]+)+")


def read_staff(own: Entry, *, unit_keys: Collection[str]) -> tuple[tuple[StaffMember, ...], tuple[CastMember, ...]]:
    """The staff, and those of them who stand on the start page. Raises LawError."""
    fields = own.fields(required=frozenset({"valid_from", "staff", "cast"}))
    since = fields["valid_from"].day()
    staff: dict[str, StaffMember] = {}
    for office in fields["staff"].items():
        parts = office.fields(required=frozenset({"unit", "people"}))
        unit_key = _unit_key(parts["unit"], unit_keys=unit_keys)
        for person in parts["people"].items():
            member = person.fields(required=frozenset({"username", "name", "role", "title"}))
            username = _username(member["username"], taken=staff)
            staff[username] = StaffMember(
                username=username,
                full_name=member["name"].text(),
                unit_key=unit_key,
                role=member["role"].choice(Role, what="vai trò"),
                title=member["title"].text(),
                valid_from=since,
            )
    return tuple(staff.values()), tuple(_cast_member(entry, staff=staff) for entry in fields["cast"].items())


def read_names(
    own: Entry, *, unit_keys: Collection[str]
) -> tuple[tuple[NameGroup, ...], Mapping[str, tuple[str, ...]]]:
    """The groups of names, and the hamlets by the key of the unit. Raises LawError."""
    fields = own.fields(required=frozenset({"groups", "hamlets"}))
    hamlets = {
        _unit_key(key, unit_keys=unit_keys): tuple(hamlet.text() for hamlet in value.items())
        for key, value in fields["hamlets"].pairs()
    }
    return tuple(_group(entry) for entry in fields["groups"].items()), hamlets


def _group(entry: Entry) -> NameGroup:
    fields = entry.fields(required=frozenset({"id", "weight", "family", "men", "women"}))
    return NameGroup(
        id=fields["id"].text(),
        weight=_weight(fields["weight"]),
        family=_weighted(fields["family"]),
        men=_personal(fields["men"]),
        women=_personal(fields["women"]),
    )


def _personal(entry: Entry) -> PersonalNames:
    fields = entry.fields(required=frozenset({"middle", "given"}))
    return PersonalNames(middle=_weighted(fields["middle"]), given=_weighted(fields["given"]))


def _weighted(entry: Entry) -> tuple[Weighted, ...]:
    return tuple(Weighted(text=key.text(), weight=_weight(value)) for key, value in entry.pairs())


def _weight(entry: Entry) -> int:
    weight = entry.count()
    if weight == 0:
        entry.fail("trọng số phải từ 1 trở lên; hãy sửa hoặc bỏ dòng này.")
    return weight


def _unit_key(entry: Entry, *, unit_keys: Collection[str]) -> str:
    if entry.text() not in unit_keys:
        entry.fail(f"không có đơn vị «{entry.text()}»; hãy kiểm tra khóa trong units.yaml.")
    return entry.text()


def _username(entry: Entry, *, taken: Collection[str]) -> str:
    username = entry.text()
    if not _USERNAME.fullmatch(username):
        entry.fail(f"tên đăng nhập «{username}» viết chưa đúng; hãy viết như thanhson.quay.")
    if username in taken:
        entry.fail(f"tên đăng nhập «{username}» đã có ở trên; hãy đổi tên khác.")
    return username


def _cast_member(entry: Entry, *, staff: Mapping[str, StaffMember]) -> CastMember:
    fields = entry.fields(required=frozenset({"username", "who", "tries"}))
    if fields["username"].text() not in staff:
        fields["username"].fail(f"không có «{fields['username'].text()}» trong staff; hãy kiểm tra tên đăng nhập.")
    return CastMember(username=fields["username"].text(), who=fields["who"].text(), tries=fields["tries"].text())
