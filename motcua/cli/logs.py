"""`motcua log`: event logs of other systems taken in and summed up, our own given out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer, answer_json, said, say, tell
from motcua.gateways import event_logs
from motcua.gateways.event_logs import Form
from motcua.records import clock
from motcua.records.casework.trails import trails
from motcua.records.logs import actions, queries
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.event_log import Summary
from motcua.rules.event_log_columns import mapped
from motcua.rules.event_log_reading import Reading
from motcua.rules.folding import clean
from motcua.rules.period import half_year_to_report
from motcua.rules.period import period as read_period
from motcua.rules.refusal import Refusal

SHOWN = 10
"""Wrong lines told one by one; all are counted."""

AsJson = Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))]
Name = Annotated[str, Argument(metavar="N", help=say("Tên của nhật ký."))]


def take_in(
    context: typer.Context,
    file: Annotated[str, Argument(metavar="FILE", help=say("Tệp XES, XES nén gzip hoặc CSV."))],
    *,
    name: Annotated[str, Option("--name", metavar="N", help=say("Tên đặt cho nhật ký."))],
    columns: Annotated[
        str, Option("--map", metavar="MAP", help=say("Ghép cột, ví dụ case=Mã hồ sơ,activity=Bước."))
    ] = "",
    replace: Annotated[bool, Option("--replace", help=say("Thay nhật ký cùng tên."))] = False,
    as_json: AsJson = False,
) -> int:
    """Takes a log in, whole; lines that cannot be read are told and left out."""
    who = _viewer(context)
    known_as = actions.name_of(name)
    chosen = mapped(columns)
    path = Path(file)
    if not path.is_file():
        raise Refusal("file", "Không có tệp {file}; hãy kiểm tra đường dẫn.", file=file[:200])
    with path.open("rb") as opened:
        reading = event_logs.read(opened, columns=chosen)
    _tell_wrong(reading)
    actions.take_in(who, reading, name=known_as, file_name=path.name, replace=replace)
    cases, events = len(reading.cases), sum(len(case.events) for case in reading.cases)
    if as_json:
        answer_json({"name": known_as, "cases": cases, "events": events, **_left_out(reading)})
    else:
        answer(
            say("Đã nhập nhật ký «{name}»: {cases} hồ sơ, {events} việc.", name=known_as, cases=cases, events=events)
        )
    return 0


def summed_up(context: typer.Context, name: Name, *, as_json: AsJson = False) -> int:
    """A log in numbers; late are cases closed after their planned end."""
    who = _viewer(context)
    _, analysis = queries.log(who, clean(name, field="name"))
    if as_json:
        answer_json(analysis.summary.to_json())
    else:
        _print(analysis.summary)
    return 0


def listed(context: typer.Context, *, as_json: AsJson = False) -> int:
    """The logs of the store, the latest first."""
    found = queries.logs(_viewer(context))
    if as_json:
        answer_json(
            [
                {
                    "name": one.name,
                    "file": one.file_name,
                    "format": one.form,
                    "taken_at": one.taken_at.isoformat(),
                    "cases": one.cases,
                    "events": one.events,
                    "left_out": one.left_out,
                }
                for one in found
            ]
        )
        return 0
    for one in found:
        answer(say("{name}: {cases} hồ sơ, {events} việc", name=one.name, cases=one.cases, events=one.events))
    if not found:
        answer(say("Chưa có nhật ký nào; nhập bằng «motcua log import TỆP --name TÊN»."))
    return 0


def removed(context: typer.Context, name: Name) -> int:
    """Removes a log."""
    actions.remove(_viewer(context), name)
    answer(say("Đã xóa nhật ký «{name}».", name=actions.name_of(name)))
    return 0


def given_out(
    context: typer.Context,
    *,
    unit: Annotated[str, Option("--unit", metavar="U", help=say("Chỉ đơn vị này và các đơn vị dưới."))] = "",
    period: Annotated[
        str, Option("--period", metavar="P", help=say("Kỳ tiếp nhận; mặc định 6 tháng đang báo cáo."))
    ] = "",
    form: Annotated[str, Option("--format", metavar="F", help=say("xes hoặc csv."))] = "xes",
    out: Annotated[str, Option("--out", metavar="FILE", help=say("Ghi vào tệp này; không có thì in ra."))] = "",
    codes: Annotated[bool, Option("--codes", help=say("Ghi mã hồ sơ thật thay cho mã giả."))] = False,
) -> int:
    """Gives out the acts on the dossiers accepted in a period; nobody is named in it."""
    chosen = arguments.one_of(Form, form, field="format")
    over = read_period(clean(period, field="period")) if period else half_year_to_report(clock.now().date())
    who = _viewer(context)
    cases = trails(who, over, units=_units(unit), codes=codes)
    if not out:
        event_logs.write(cases, sys.stdout, form=chosen)
        return 0
    with Path(out).open("w", encoding="utf-8", newline="") as opened:
        event_logs.write(cases, opened, form=chosen)
    tell(say("Đã ghi {cases} hồ sơ vào {file}.", cases=len(cases), file=out))
    return 0


def _viewer(context: typer.Context) -> Viewer:
    asked = context.obj
    assert isinstance(asked, Asked)
    require_tables()
    return viewer(asked)


def _units(key: str) -> frozenset[int] | None:
    if not key:
        return None
    unit = places.unit(clean(key, field="unit"))
    return places.descendants_of(unit.id, clock.now().date()) | {unit.id}


def _tell_wrong(reading: Reading) -> None:
    for wrong in reading.wrong[:SHOWN]:
        tell(say("Dòng {line}: {why}", line=wrong.line, why=said(wrong.refusal)))
    if reading.left_out > SHOWN:
        tell(say("  … và {count} dòng khác.", count=reading.left_out - SHOWN))
    if reading.left_out:
        tell(say("{count} dòng không đọc được nên bỏ qua.", count=reading.left_out))


def _left_out(reading: Reading) -> dict[str, object]:
    return {
        "left_out": reading.left_out,
        "wrong": [{"line": wrong.line, "message": said(wrong.refusal)} for wrong in reading.wrong],
    }


def _print(found: Summary) -> None:
    answer(
        say(
            "{cases} hồ sơ, {events} việc thuộc {activities} loại, {variants} đường đi, {resources} người thực hiện.",
            cases=found.cases,
            events=found.events,
            activities=found.activities,
            variants=found.variants,
            resources=found.resources,
        )
    )
    answer(
        say(
            "Đã kết thúc {closed}, trong đó muộn {late}; chưa ghi kết thúc {open}.",
            closed=found.closed,
            late=found.late,
            open=found.open,
        )
    )
    if found.median_hours is not None:
        hours = f"{found.median_hours:.1f}".replace(".", ",")
        answer(say("Một nửa số hồ sơ đã kết thúc mất không quá {hours} giờ.", hours=hours))
    for channel, count in found.channels.items():
        answer(f"  {channel}: {count}")
