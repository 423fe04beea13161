"""The files of open data: a table, the same in JSON with what its fields mean, and the dictionary as a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from motcua.law.types import Channel
from motcua.records.measures.open_data import VERSION, Measure, OpenMonth, OpenRow, measures

LICENCE = "chưa quyết định giấy phép"
SOURCE = "Sổ theo dõi hồ sơ một cửa, chốt lúc hết tháng"
SIMULATED = "Dữ liệu mô phỏng: người và hồ sơ đều do máy tạo ra, không phải số liệu thật."
NO_CONTACT = "chưa có dữ liệu"

CHANNELS = {Channel.COUNTER: "tại quầy", Channel.ONLINE: "trực tuyến", Channel.POST: "bưu chính"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A field of the files: what it holds, in which unit, and which version of which definition counts it; `origin`
    says the definition to people.
    """

    id: str
    said: str
    unit: str
    definition: str = ""
    origin: str = ""


def dictionary() -> tuple[Entry, ...]:
    """What each field of the files means, in their order."""
    ways = ", ".join(f"{channel.value}: {said}" for channel, said in CHANNELS.items())
    return (
        Entry(id="month", said="Tháng tiếp nhận, viết năm-tháng.", unit="tháng"),
        Entry(id="unit", said="Mã của nơi tiếp nhận; để trống là mọi nơi.", unit="mã"),
        Entry(id="unit_name", said="Tên của nơi tiếp nhận.", unit="chữ"),
        Entry(id="field", said="Lĩnh vực của thủ tục khi tiếp nhận; để trống là mọi lĩnh vực.", unit="chữ"),
        Entry(id="channel", said=f"Cách nộp ({ways}); để trống là mọi cách.", unit="mã"),
        *map(_counted, measures()),
        Entry(id="suppressed", said="Dòng bị ẩn: true hoặc false; các số của dòng ẩn để trống.", unit="đúng, sai"),
        Entry(id="simulated", said="Số liệu của kho mô phỏng: true hoặc false.", unit="đúng, sai"),
    )


def _counted(measure: Measure) -> Entry:
    return Entry(
        id=measure.id,
        said=measure.said,
        unit="hồ sơ",
        definition=measure.definition,
        origin=f"{measure.indicator.label}, bản {measure.indicator.version}",
    )


def rule(least: int) -> str:
    """How rows come to be withheld, in plain words."""
    return (
        f"Dòng có số từ 1 đến {least - 1} bị ẩn cả dòng. Một số dòng lớn hơn cũng bị ẩn, "
        "để không lấy tổng trừ đi các dòng còn lại mà ra số đã ẩn. Ô trống của dòng ẩn không phải là 0; "
        "nhóm không có hồ sơ nào thì không có dòng."
    )


def csv_file(found: OpenMonth) -> bytes:
    """The rows as CSV: UTF-8 with a mark at its start, which spreadsheets need, and commas."""
    lines = ([_text(value) for value in _values(found, row).values()] for row in found.rows)
    return _csv([entry.id for entry in dictionary()], lines)


def json_file(found: OpenMonth, *, contact: str) -> bytes:
    """The rows as JSON, with the dictionary, the source and the licence beside them."""
    content = {
        "dataset": "motcua-open-data",
        "version": VERSION,
        "period": {
            "id": found.month.id,
            "from": found.month.first.isoformat(),
            "to": found.month.last.isoformat(),
        },
        "as_of": found.as_of.isoformat(),
        "simulated": found.simulated,
        "source": SOURCE,
        "licence": LICENCE,
        "contact": contact or NO_CONTACT,
        "suppression": {"least": found.least, "rows": found.withheld, "rule": rule(found.least)},
        "fields": [
            {"id": one.id, "meaning": one.said, "unit": one.unit, "definition": one.definition or None}
            for one in dictionary()
        ],
        "rows": [_values(found, row) for row in found.rows],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def dictionary_file() -> bytes:
    """The dictionary as CSV."""
    lines = ([one.id, one.said, one.unit, one.definition] for one in dictionary())
    return _csv(["field", "meaning", "unit", "definition"], lines)


def _values(found: OpenMonth, row: OpenRow) -> dict[str, str | int | bool | None]:
    unit, field, channel = row.key
    names = [each.id for each in measures()]
    return {
        "month": found.month.id,
        "unit": unit,
        "unit_name": row.unit_name,
        "field": field,
        "channel": channel,
        **dict(zip(names, row.counts or (None,) * len(names), strict=True)),
        "suppressed": row.counts is None,
        "simulated": found.simulated,
    }


def _text(value: str | int | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _csv(header: list[str], lines: Iterable[list[str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return written.getvalue().encode("utf-8-sig")
