"""Taking a log in, whole, and removing one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, models, transaction

from motcua.records import clock
from motcua.records.documents import imports
from motcua.records.journal import actions as journal
from motcua.records.logs.access import require_keeper
from motcua.records.logs.content import REMOVED, SUBJECT, TAKEN_IN, digest_of
from motcua.records.logs.models import Log, LogCase, LogEvent
from motcua.records.people.viewer import Viewer
from motcua.rules.event_log import Case, activities
from motcua.rules.event_log_figures import VERSION, analysed, ranks
from motcua.rules.event_log_reading import Reading
from motcua.rules.folding import clean
from motcua.rules.refusal import Conflict, Refusal

LONGEST_NAME = 80
_NAME = re.compile(r"[\w][\w .–-]*")


def name_of(text: str) -> str:
    """A name that a log can have: letters, digits, blanks, dots and dashes. Raises Refusal (`name`)."""
    name = clean(text, field="name", limit=LONGEST_NAME)
    if not _NAME.fullmatch(name):
        raise Refusal(
            "name",
            "Tên nhật ký «{name}» không dùng được; hãy đặt tên bằng chữ, số, dấu cách, dấu chấm hoặc gạch nối.",
            name=name[:40],
        )
    return name


def take_in(
    viewer: Viewer, reading: Reading, *, name: str, file_name: str, replace: bool = False, import_id: int | None = None
) -> int:
    """Takes in a log in one transaction; its id. Everything is computed before the transaction begins.

    `import_id` is the file that waited for this (`documents.imports`): it is done with.

    Raises NotAllowed, Refusal (`file`) for a log without cases, Conflict (`name`) where the name is taken and is not
    to be given to another log.
    """
    require_keeper(viewer)
    known_as = name_of(name)
    if not reading.cases:
        raise Refusal("file", "Tệp không có hồ sơ nào đọc được; hãy xem các dòng bị bỏ qua và cách ghép cột.")
    log = Log(
        name=known_as,
        file_name=clean(file_name, field="file", limit=500)[:120],
        form=reading.form,
        taken_at=clock.now(),
        by_id=viewer.account_id,
        left_out=reading.left_out,
        digest=digest_of(reading.cases),
        analysis=json.dumps(analysed(reading.cases).to_json(), ensure_ascii=False, separators=(",", ":")),
        analysed_as=VERSION,
    )
    case_rows = _case_rows(reading.cases)
    with transaction.atomic():
        _make_room(viewer, known_as, replace=replace)
        log.save(force_insert=True)
        _insert(LogCase, _CASES, ((log.pk, *row) for row in case_rows))
        _insert(LogEvent, _EVENTS, _event_rows(log.pk, reading.cases))
        _tell(viewer, TAKEN_IN, log, reading.cases)
        if import_id is not None:
            imports.finish(import_id, changes=[], rows=len(reading.cases))
    return log.pk


@transaction.atomic
def remove(viewer: Viewer, name: str) -> None:
    """Removes a log. Raises NotAllowed, Refusal (`name`) where there is none of this name."""
    require_keeper(viewer)
    known_as = name_of(name)
    if not _make_room(viewer, known_as, replace=True):
        raise Refusal("name", "Không có nhật ký «{name}»; hãy xem lại danh sách nhật ký.", name=known_as)


_CASES = ("log_id", "number", "key", "channel", "planned_end", "actual_end", "start", "size", "fate", "variant")
_EVENTS = ("log_id", "case_number", "place", "activity", "at", "resource")


def _insert(kind: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[int | str | None]]) -> None:
    """Rows by the hundred thousand, as fast as the database takes them: writers wait meanwhile."""
    table, names = kind._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  (names of the code; values are bound)
        cursor.executemany(sql, list(rows))


def _case_rows(cases: Sequence[Case]) -> list[tuple[int | str | None, ...]]:
    places = ranks(cases)
    return [
        (
            number,
            case.key,
            case.channel,
            case.planned_end,
            case.actual_end,
            case.start,
            len(case.events),
            case.fate.value,
            places[activities(case)],
        )
        for number, case in enumerate(cases, start=1)
    ]


def _event_rows(log_id: int, cases: Iterable[Case]) -> Iterator[tuple[int | str | None, ...]]:
    for number, case in enumerate(cases, start=1):
        for place, event in enumerate(case.events, start=1):
            yield (log_id, number, place, *event)


def _make_room(viewer: Viewer, name: str, *, replace: bool) -> bool:
    """Removes the log of this name, if there is one and it may go; whether there was."""
    there = Log.objects.select_for_update().filter(name=name).first()
    if there is None:
        return False
    if not replace:
        raise Conflict(
            "name", "Đã có nhật ký «{name}»; hãy đặt tên khác, hoặc chọn thay nhật ký cùng tên (--replace).", name=name
        )
    LogEvent.objects.filter(log=there).delete()
    LogCase.objects.filter(log=there).delete()
    _tell(viewer, REMOVED, there, ())
    there.delete()
    return True


def _tell(viewer: Viewer, act: str, log: Log, cases: Sequence[Case]) -> None:
    """Names are given by people, so they stand in the part that can be erased."""
    counts = {"cases": len(cases), "events": sum(len(case.events) for case in cases)} if cases else {}
    journal.append(
        act=act,
        subject_type=SUBJECT,
        subject_id=log.pk,
        version=1 if act == TAKEN_IN else 2,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data={"digest": log.digest, "form": log.form, "left_out": log.left_out, **counts},
        personal={"name": log.name, "file": log.file_name},
    )
