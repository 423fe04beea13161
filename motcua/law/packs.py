"""Reads the form packs and the national dossier states."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.law.reading import Entry
from motcua.law.types import ClockEffect, FieldGroup, Form, FormField, FormPack, NationalState

_STATE = frozenset({"code", "label", "clock", "counts_as"})


def form_pack(entry: Entry, *, pack_id: str) -> FormPack:
    """A pack: the groups fields are printed in, and the forms by purpose."""
    fields = entry.fields(required=frozenset({"groups", "forms"}))
    groups = {key.text(): label.text() for key, label in fields["groups"].pairs()}
    forms = tuple(_form(key, body, groups=groups) for key, body in fields["forms"].pairs())
    _check_numbers(forms, entry=fields["forms"])
    return FormPack(
        id=pack_id,
        forms=forms,
        groups=tuple(FieldGroup(id=group, label=label) for group, label in groups.items()),
    )


def _form(key: Entry, body: Entry, *, groups: Mapping[str, str]) -> Form:
    parts = body.fields(required=frozenset({"title", "fields"}), optional=frozenset({"number", "extra"}))
    extra = "extra" in parts and _yes(parts["extra"])
    if extra == ("number" in parts):
        body.fail("mẫu phải có số (number), trừ mẫu ngoài bộ (extra: true) thì không; hãy sửa.")
    return Form(
        id=key.text(),
        number=parts["number"].text() if "number" in parts else "",
        title=parts["title"].text(),
        fields=_fields(parts["fields"], groups=groups),
        extra=extra,
    )


def _fields(entry: Entry, *, groups: Mapping[str, str]) -> tuple[FormField, ...]:
    fields: dict[str, FormField] = {}
    for group, members in entry.pairs():
        if group.text() not in groups:
            group.fail(f"nhóm «{group.text()}» chưa có trong groups; hãy khai ở đó trước.")
        for key, label in members.pairs():
            if key.text() in fields:
                key.fail(f"trường «{key.text()}» đã có ở nhóm khác của mẫu này; hãy đặt mã khác.")
            fields[key.text()] = FormField(id=key.text(), label=label.text(), group=group.text())
    return tuple(fields.values())


def _check_numbers(forms: tuple[Form, ...], *, entry: Entry) -> None:
    numbers = [form.number for form in forms if not form.extra]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        entry.fail(f"số mẫu {', '.join(twice)} xuất hiện hai lần; hãy sửa number.")


def _yes(entry: Entry) -> bool:
    if entry.text() not in ("true", "false"):
        entry.fail(f"«{entry.text()}» không phải là true hoặc false; hãy sửa.")
    return entry.text() == "true"


def national_states(entry: Entry) -> tuple[NationalState, ...]:
    """The states of the national portal: codes 1, 2, 3 … in order, without a gap."""
    states = []
    for expected, item in enumerate(entry.items(), start=1):
        fields = item.fields(required=_STATE)
        code = fields["code"].count()
        if code != expected:
            fields["code"].fail(f"mã trạng thái phải là {expected} ở vị trí này; hãy xếp từ 1, không bỏ số.")
        states.append(
            NationalState(
                code=code,
                label=fields["label"].text(),
                clock=fields["clock"].choice(ClockEffect, what="tác động lên đồng hồ"),
                counts_as=fields["counts_as"].text(),
            )
        )
    return tuple(states)
