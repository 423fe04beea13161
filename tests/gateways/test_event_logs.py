"""Event logs as files: what is written is valid and read back; what others write is read; hostile files are refused."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from os import urandom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.gateways.event_logs import Form, read, write
from motcua.rules.event_log import Case, instant, summary
from motcua.rules.event_log_columns import Column
from motcua.rules.event_log_reading import Limits, Reading
from motcua.rules.refusal import Refusal
from tests.gateways.xes_structure import violations
from tests.rules.event_logs import CASES, case

SMALL = Limits(size=100_000, events=1_000)

OURS = (
    case("AB", key="hs-000001", by="xy", channel="counter", planned=8, ended=4.25),
    case("C", key="hs <2> & \"'", hours=(9.5,)),
)

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!-- a log of another system -->
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="INVALID"/></global>
  <classifier name="Activity" keys="concept:name lifecycle:transition"/>
  <string key="concept:name" value="the log"/>
  <trace>
    <string key="concept:name" value="10011"/>
    <string key="channel" value="Internet"/>
    <string key="deadline" value="2011-12-20"/>
    <date key="enddate_planned" value="2011-12-06T12:41:31.788+01:00"/>
    <date key="enddate" value="2011-12-07T12:00:00.000+01:00"/>
    <list key="parts"><values><string key="channel" value="not this"/></values></list>
    <event>
      <string key="org:resource" value="Resource21"/>
      <string key="concept:name" value="Confirmation of receipt"><string key="concept:name" value="nested"/></string>
      <date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>
      <string key="lifecycle:transition" value="complete"/>
      <container key="more"><date key="time:timestamp" value="1999-01-01T00:00:00Z"/></container>
    </event>
    <event><string key="concept:name" value="no time"/></event>
    <event>
      <string key="concept:name" value="T02"/><date key="time:timestamp" value="2011-10-12T08:26:25.398+02:00"/>
    </event>
  </trace>
  <trace><string key="concept:name" value="empty"/></trace>
  <trace>
    <event><string key="concept:name" value="A"/><date key="time:timestamp" value="2012-01-01T00:00:00"/></event>
  </trace>
  <event><string key="concept:name" value="outside"/></event>
</log>
"""


def reading(content: bytes | str, *, columns: Mapping[Column, str] | None = None, limits: Limits = SMALL) -> Reading:
    raw = content.encode() if isinstance(content, str) else content
    return read(io.BytesIO(raw), columns=columns or {}, limits=limits)


def written(cases: tuple[Case, ...], form: Form) -> str:
    out = io.StringIO(newline="")
    write(cases, out, form=form)
    return out.getvalue()


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_given_out_is_read_back(form: Form, packed: bool) -> None:
    text = written(OURS, form).encode()
    found = reading(gzip.compress(text) if packed else text)
    assert found.cases == OURS
    assert (found.form, found.left_out) == (form.value, 0)


def _as_stored(cases: list[Case]) -> tuple[Case, ...]:
    """The cases with a key each and their events in order of time."""
    return tuple(
        one._replace(key=f"{place}", events=tuple(sorted(one.events, key=lambda event: event.at)))
        for place, one in enumerate(cases)
    )


@given(CASES.filter(bool), st.sampled_from(Form))
def test_any_log_comes_back_equal(cases: list[Case], form: Form) -> None:
    stored = _as_stored(cases)
    assert reading(written(stored, form)).cases == stored


@given(CASES)
def test_what_is_given_out_as_xes_keeps_the_standard(cases: list[Case]) -> None:
    assert violations(written(_as_stored(cases), Form.XES)) == []
    assert violations(written(OURS, Form.XES)) == []


def test_the_check_of_the_standard_finds_what_breaks_it() -> None:
    broken = written(OURS, Form.XES)
    assert violations(broken.replace(' xes.version="2.0"', ""))
    assert violations(broken.replace("T11:15:00.000+07:00", "11h15"))
    assert violations(broken.replace('key="channel"', 'key="concept:name"'))
    assert violations(broken.replace('prefix="org"', 'prefix="other"'))


def test_a_log_of_another_system_is_read() -> None:
    found = reading(FOREIGN)
    first, second = found.cases
    assert (first.key, first.channel) == ("10011", "Internet")
    assert [(event.activity, event.resource) for event in first.events] == [
        ("Confirmation of receipt", "Resource21"),
        ("T02", ""),
    ]
    assert first.planned_end is not None
    assert instant(first.planned_end).isoformat(timespec="milliseconds") == "2011-12-06T18:41:31.788+07:00"
    assert second.key == "trace 3"
    assert instant(second.start).isoformat() == "2012-01-01T00:00:00+07:00"
    assert [(wrong.line, wrong.refusal.field) for wrong in found.wrong] == [
        (22, "time"),
        (27, "activity"),
        (31, "case"),
    ]
    assert found.left_out == 3
    assert found.columns[Column.PLANNED_END] == "deadline"
    counted = summary(found.cases)
    assert (counted.closed, counted.late, counted.open, counted.channels) == (1, 1, 1, {"Internet": 1})


def test_attributes_of_a_trace_are_chosen_by_their_names() -> None:
    found = reading(FOREIGN, columns={Column.PLANNED_END: "deadline", Column.CASE: "channel"})
    assert found.cases[0].key == "Internet"
    assert found.cases[0].planned_end is not None
    assert instant(found.cases[0].planned_end).isoformat() == "2011-12-20T23:59:59+07:00"
    assert summary(found.cases).late == 0


def test_a_trace_whose_end_cannot_be_read_is_left_out_whole() -> None:
    found = reading(FOREIGN.replace("2011-12-07T12:00:00.000+01:00", "soon"))
    assert [one.key for one in found.cases] == ["trace 3"]
    assert "soon" in str(found.wrong[1].refusal)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
def test_a_table_is_read_however_it_is_separated(separator: str, start: str) -> None:
    rows = [
        ("Mã hồ sơ", "Hoạt động", "Thời điểm", "Cán bộ", "Kênh", "Hẹn trả", "Kết thúc"),
        ("1", "Tiếp nhận", "28/04/2023 15:20", "Lan", "quầy", "04/05/2023", ""),
        ("1", "Trả kết quả", "2023-05-04T16:00", "", "", "", "04/05/2023 16:00"),
    ]
    found = reading(start + "\r\n".join(separator.join(row) for row in rows))
    (one,) = found.cases
    assert [event.activity for event in one.events] == ["Tiếp nhận", "Trả kết quả"]
    assert (one.channel, one.fate) == ("quầy", "on_time")
    assert found.columns[Column.PLANNED_END] == "Hẹn trả"


def test_wrong_rows_are_told_by_their_lines_and_the_rest_is_read() -> None:
    found = reading(
        'case,activity,time\n1,A,2023-01-03\n2,,2023-01-03\n\n3,A,mai\n4,A\n5,"A\nB",2023-01-03\n6,A,2023-01-04\n'
    )
    assert [one.key for one in found.cases] == ["1", "6"]
    assert [(wrong.line, wrong.refusal.field) for wrong in found.wrong] == [
        (3, "activity"), (5, "time"), (6, "time"), (8, "activity"),
    ]  # fmt: skip


def test_columns_are_chosen_by_their_names() -> None:
    text = "số;bước;ngày;activity\n7;A;2023-01-03;không phải\n"
    chosen = {Column.CASE: "Số", Column.ACTIVITY: "bước", Column.TIME: "ngày"}
    assert reading(text, columns=chosen).cases[0].events[0].activity == "A"
    with pytest.raises(Refusal, match="Không nhận ra cột case, time") as refused:
        reading(text)
    assert "«bước»" in str(refused.value)
    with pytest.raises(Refusal, match="không có cột «tháng»") as refused:
        reading(text, columns={**chosen, Column.TIME: "tháng"})
    assert refused.value.field == "map"


def test_a_table_as_process_mining_writes_it_is_read_by_its_names_alone() -> None:
    found = reading(
        ",org:resource,concept:name,time:timestamp,lifecycle:transition,org:group,case:deadline,case:channel,"
        "case:enddate,case:enddate_planned,case:group,case:startdate,case:concept:name\n"
        "0,R21,Confirmation,2011-10-11 11:45:40.276000+00:00,complete,G4,2011-12-01,Internet,"
        "2011-12-07 11:00:00+00:00,2011-12-06 11:41:31.788000+00:00,G2,2011-10-11 11:42:22.688000+00:00,10011\n"
        "1,,Check,2011-10-12 06:26:25.398000+00:00,complete,,2011-12-01,Internet,"
        "2011-12-07 11:00:00+00:00,2011-12-06 11:41:31.788000+00:00,G2,2011-10-11 11:42:22.688000+00:00,10011\n"
        "2,R10,Confirmation,2012-01-10 06:00:00+00:00,complete,,,Desk,,,G2,2012-01-10 05:00:00+00:00,10017\n"
    )
    assert found.columns[Column.PLANNED_END] == "case:enddate_planned"
    told = summary(found.cases).to_json()
    assert (told["cases"], told["events"], told["resources"], told["late"], told["open"]) == (2, 3, 2, 1, 1)
    assert told["channels"] == {"Internet": 1, "Desk": 1}
    assert told["median_hours"] == pytest.approx(1367.2388, abs=1e-4)


def test_what_events_of_a_document_tell_of_their_case_is_taken_too() -> None:
    event = (
        '<event><string key="Activity" value="A"/><date key="time:timestamp" value="2023-01-0{day}T08:00:00Z"/>'
        '<string key="case:channel" value="quầy"/><date key="due_date" value="2023-01-1{day}T08:00:00Z"/></event>'
    )
    (one,) = reading(f"<log><trace>{event.format(day=3)}{event.format(day=4)}</trace></log>").cases
    assert (one.key, one.channel, len(one.events)) == ("trace 1", "quầy", 2)
    assert one.planned_end is not None
    assert instant(one.planned_end).day == 14


BOMB = """<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
OUTSIDE = """<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]><log><trace>&x;</trace></log>"""

AN_EVENT = b'<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2023-01-03"/></event>'

HOSTILE = {
    "empty": (b"", "trống"),
    "blank": (b" \n ", "trống"),
    "zip": (b"PK\x03\x04....", "ZIP"),
    "old workbook": (b"\xd0\xcf\x11\xe0....", "bảng tính"),
    "entities": (BOMB.encode(), "DOCTYPE"),
    "entities outside": (OUTSIDE.encode(), "DOCTYPE"),
    "another document": (b"<html><body/></html>", "phần tử đầu là «html»"),
    "cut": (FOREIGN.encode()[:900], "hỏng ở dòng"),
    "not well formed": (b"<log><trace></log>", "hỏng ở dòng 1"),
    "unknown encoding": (b'<?xml version="1.0" encoding="x-khong-co"?><log/>', "hỏng|bảng mã"),
    "several bytes a letter": (b'<?xml version="1.0" encoding="shift_jis"?><log/>', "hỏng|bảng mã"),
    "nested": (b"<log><trace>" + b'<string key="a" value="b">' * 90, "quá 64 lớp"),
    "gzip cut": (gzip.compress(urandom(5_000))[:-900], "gzip bị hỏng"),
    "gzip damaged": (gzip.compress(FOREIGN.encode())[:40] + b"\xff" * 60, "gzip bị hỏng|hỏng"),
    "gzip bomb": (gzip.compress(b"<log>" + b" " * 300_000), "lớn quá"),
    "latin letters": ("mã;việc\n".encode("latin-1", "replace") + b"\xff\xfe\xfa", "UTF-8"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "UTF-8"),
    "no columns": (b"a,b\n1,2\n", "Không nhận ra cột"),
    "a line without end": (b"case,activity,time\n" + b"x" * 150_000, "quá dài"),
    "a quote left open": (b'case,activity,time\n"' + b"x,\n" * 60_000, "nháy kép"),
    "too many events": (b"case,activity,time\n" + b"1,A,2023-01-03\n" * 1_001, "hơn 1000 việc"),
    "too many events in a trace": (
        b"<log><trace>"
        + b'<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2023-01-03"/></event>'
        * 1_001,
        "hơn 1000 việc|lớn quá",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence(name: str) -> None:
    content, why = HOSTILE[name]
    with pytest.raises(Refusal, match=why) as refused:
        reading(content, limits=Limits(size=200_000, events=1_000))
    assert refused.value.field == "file"


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_they_are_read_or_refused(content: bytes) -> None:
    try:
        found = reading(content)
    except Refusal:
        return
    assert all(case.events for case in found.cases)


def test_a_document_in_another_encoding_of_xml_is_read() -> None:
    document = FOREIGN.replace("UTF-8", "UTF-16").encode("utf-16")
    assert reading(document).cases == reading(FOREIGN).cases
