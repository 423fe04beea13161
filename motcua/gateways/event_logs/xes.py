"""Event logs as XES 2.0 (IEEE Std 1849): read as a stream, written with its extensions for names, time and resources.

Reading is lenient where the standard leaves room: nested attributes, lists, globals, classifiers and extensions that
are not needed are passed over. A document type is refused whole, so that no entity is ever expanded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import IO, Any
from xml.parsers import expat

from motcua.rules.event_log import Case, Event, instant
from motcua.rules.event_log_columns import Column, Meanings
from motcua.rules.event_log_reading import FileRefused, Gathering, Limits, Reading, too_many
from motcua.rules.refusal import Refusal

FORM = "xes"
NAMESPACE = "http://www.xes-standard.org/"
VERSION = "2.0"

DEEPEST = 64
"""Elements within elements; real logs have a handful."""

_LOG, _TRACE, _IN_TRACE, _IN_EVENT = 1, 2, 3, 4
"""How deep a log, its traces, what is in a trace and what is in an event stand."""

_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_OF_CASE = (Column.CASE, Column.CHANNEL, Column.PLANNED_END, Column.ACTUAL_END)
_OF_EVENT = (*(column for column in Column if column is not Column.CASE),)
_CASE_NAME = "concept:name"


def read(pieces: Iterable[bytes], *, columns: Mapping[Column, str], limits: Limits) -> Reading:
    """The log in the bytes of an XES document; the order of the events of a trace is the document's.

    Raises Refusal (`file`) for a document that is damaged, is no XES, has a document type, or is nested too deep.
    """
    reader = _Reader(columns, limits)
    try:
        for piece in pieces:
            reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except (LookupError, ValueError):  # from the parser itself, for an encoding that it does not know
        raise FileRefused("file", "Tệp XES dùng bảng mã không đọc được; hãy xuất lại với mã chữ UTF-8.") from None
    except expat.ExpatError as error:
        raise FileRefused(
            "file", "Tệp XES hỏng ở dòng {line}; hãy xuất lại từ hệ thống nguồn.", line=error.lineno
        ) from None
    return Reading(
        form=FORM,
        cases=tuple(reader.gathering.cases(by_time=False)),
        columns=reader.columns,
        wrong=tuple(reader.gathering.wrong),
        left_out=reader.gathering.left_out,
    )


class _Reader:
    """What the parser tells, put together. `columns` says by which attribute each column was found."""

    def __init__(self, columns: Mapping[Column, str], limits: Limits) -> None:
        self.gathering = Gathering(limits)
        self._most = limits.events
        self.columns: dict[Column, str] = {}
        self._of_case = Meanings({Column.CASE: _CASE_NAME, **columns}, columns=_OF_CASE)
        self._of_event = Meanings(columns, columns=_OF_EVENT)
        self._known: dict[tuple[bool, str], tuple[Column, int] | None] = {}
        self._depth = 0
        self._in_trace = self._in_event = False
        self._traces = 0
        self._trace_line = 0
        self._case: dict[Column, tuple[int, str]] = {}
        self._beside: dict[Column, str] = {}  # what events tell of their case, the last of them
        self._event: dict[Column, tuple[int, str]] = {}
        self._events: list[Event] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        depth = self._depth
        if self._in_event:
            if depth == _IN_EVENT:
                self._note(name, attributes, self._event, of_case=False)
        elif self._in_trace:
            if depth == _IN_TRACE:
                self._in_event = _local(name) == "event"
                if not self._in_event:
                    self._note(name, attributes, self._case, of_case=True)
        else:
            self._start_outside(_local(name))
        if depth > DEEPEST:
            raise FileRefused("file", "Tệp XES lồng quá {most} lớp nên không đọc.", most=DEEPEST)

    def _start_outside(self, name: str) -> None:
        if self._depth == _LOG and name != "log":
            raise FileRefused("file", "Tệp XML này không phải nhật ký XES: phần tử đầu là «{name}».", name=name[:40])
        if self._depth == _TRACE and name == "trace":
            self._in_trace, self._trace_line = True, self.parser.CurrentLineNumber
            self._traces += 1
        elif self._depth == _TRACE and name == "event":
            refusal = Refusal(Column.CASE, "Việc này không thuộc hồ sơ nào (event nằm ngoài trace).")
            self.gathering.leave_out(self.parser.CurrentLineNumber, refusal)

    def _note(
        self, name: str, attributes: dict[str, str], found: dict[Column, tuple[int, str]], *, of_case: bool
    ) -> None:
        """Keeps the value of an attribute that means something, unless a likelier name already told it."""
        key = attributes.get("key", "")
        try:
            meant = self._known[of_case, key]
        except KeyError:
            meant = self._known[of_case, key] = (self._of_case if of_case else self._of_event).of(key)
        if meant is None or _local(name) not in _VALUES:
            return
        column, rank = meant
        if column not in found or rank < found[column][0]:
            found[column] = (rank, attributes.get("value", ""))
            self.columns.setdefault(column, key)

    def _end(self, _name: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        if self._in_event and depth == _IN_TRACE:
            self._end_event()
        elif self._in_trace and depth == _TRACE:
            self._end_trace()

    def _end_event(self) -> None:
        told = {column: value for column, (_, value) in self._event.items()}
        try:
            self._events.append(self.gathering.event(told))
        except Refusal as refusal:
            self.gathering.leave_out(self.parser.CurrentLineNumber, refusal)
        if len(self._events) > self._most:
            raise too_many(self._most)
        self._beside.update({column: told[column] for column in _OF_CASE if told.get(column)})
        self._in_event, self._event = False, {}

    def _end_trace(self) -> None:
        told = {**self._beside, **{column: value for column, (_, value) in self._case.items()}}
        told.setdefault(Column.CASE, f"trace {self._traces}")
        try:
            if not self._events:
                raise Refusal(Column.ACTIVITY, "Hồ sơ không có việc nào đọc được.")
            self.gathering.add_case(told, self._events)
        except FileRefused:
            raise
        except Refusal as refusal:
            self.gathering.leave_out(self._trace_line, refusal)
        self._in_trace, self._case, self._beside, self._events = False, {}, {}, []

    def _refuse_document_type(self, *_told: Any) -> None:
        raise FileRefused("file", "Tệp XES khai báo DOCTYPE nên không đọc; hãy bỏ khai báo ấy hoặc xuất lại tệp.")


def _local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]


def write(cases: Iterable[Case], out: IO[str]) -> None:
    """A log as XES 2.0. Channel and ends are attributes of the trace, by the names of `Column`."""
    out.write(_HEAD)
    for case in cases:
        out.write("\t<trace>\n")
        out.write(_attribute("string", _CASE_NAME, case.key, depth=2))
        if case.channel:
            out.write(_attribute("string", Column.CHANNEL, case.channel, depth=2))
        for column, moment in ((Column.PLANNED_END, case.planned_end), (Column.ACTUAL_END, case.actual_end)):
            if moment is not None:
                out.write(_attribute("date", column, _written(moment), depth=2))
        out.writelines(map(_event, case.events))
        out.write("\t</trace>\n")
    out.write("</log>\n")


def _event(event: Event) -> str:
    resource = _attribute("string", "org:resource", event.resource, depth=3) if event.resource else ""
    return (
        "\t\t<event>\n"
        f"{_attribute('string', 'concept:name', event.activity, depth=3)}"
        f"{_attribute('date', 'time:timestamp', _written(event.at), depth=3)}"
        f"{_attribute('string', 'lifecycle:transition', 'complete', depth=3)}"
        f"{resource}\t\t</event>\n"
    )


def _attribute(kind: str, key: str, value: str, *, depth: int) -> str:
    return f'{depth * _TAB}<{kind} key="{escape(key)}" value="{escape(value)}"/>\n'


def _written(moment: int) -> str:
    return instant(moment).isoformat(timespec="milliseconds")


_TAB = "\t"
_EXTENSIONS = (
    ("Concept", "concept"), ("Time", "time"), ("Organizational", "org"), ("Lifecycle", "lifecycle"),
)  # fmt: skip
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<log xes.version="{VERSION}" xes.features="" xmlns="{NAMESPACE}">\n'
    + "".join(
        f'\t<extension name="{name}" prefix="{prefix}" uri="{NAMESPACE}{prefix}.xesext"/>\n'
        for name, prefix in _EXTENSIONS
    )
    + '\t<global scope="trace">\n\t\t<string key="concept:name" value=""/>\n\t</global>\n'
    '\t<global scope="event">\n'
    '\t\t<string key="concept:name" value=""/>\n'
    '\t\t<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>\n'
    '\t\t<string key="lifecycle:transition" value="complete"/>\n'
    "\t</global>\n"
    '\t<classifier name="Activity" scope="event" keys="concept:name"/>\n'
)
