"""Checks: doctor (is this machine and this store fit?), verify (has anything been changed?), checkpoint export."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Annotated

from typer import Option

from motcua.cli import machine
from motcua.cli.starting import pending_migrations, require_store, require_tables, unfit
from motcua.cli.words import answer, answer_json, say
from motcua.law.registry import law
from motcua.records import clock
from motcua.records.calendar import check as calendar_check
from motcua.records.casework import checks as casework_checks
from motcua.records.catalogue import check as catalogue_check
from motcua.records.documents import check as letters_check
from motcua.records.evaluation import check as evaluation_check
from motcua.records.files import check as files_check
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.logs import check as logs_check
from motcua.records.measures import check as measures_check
from motcua.records.narratives import check as narratives_check
from motcua.records.notices import check as notices_check
from motcua.records.outbox import queries as outbox
from motcua.records.payments import check as payments_check
from motcua.records.reports import check as reports_check
from motcua.records.scoring import check as scoring_check
from motcua.records.store import Store

AHEAD = 60
"""Days for which the calendar must be known from now on."""

LONGEST_WAIT = timedelta(hours=1)
"""A message that waits longer tells that nobody sends it."""

MOST_TOLD = 100
"""Problems told of one kind; there may be more."""

AsJson = Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))]


def doctor(*, as_json: AsJson = False) -> int:
    """Whether settings, database, keys, calendar and system packages are fit for work."""
    here = require_store()
    pending = pending_migrations()
    found = {
        "store": [],
        "migrations": [_of_migration(name) for name in pending],
        "durability": unfit(here),
        "calendar": _calendar_problems(),
        "messages": [] if pending else _message_problems(),
        "packages": [missing.sentence() for missing in machine.missing_packages()],
    }
    notes = [] if pending else _notes_on_files()
    healthy = not any(found.values())
    if as_json:
        checks = [{"id": name, "ok": not problems, "problems": problems} for name, problems in found.items()]
        now = clock.now().isoformat(timespec="minutes")
        answer_json({"ok": healthy, "store": here.kind, "now": now, "checks": checks, "notes": notes})
    else:
        _print(found, here)
        for note in notes:
            answer(f"· {note}")
    return 0 if healthy else 1


def _of_migration(name: str) -> str:
    return say("Bảng chưa cập nhật: {name}. Hãy sao lưu rồi chạy «motcua upgrade».", name=name)


def _message_problems() -> list[str]:
    waiting = outbox.waiting()
    found = []
    if waiting.dead:
        found.append(
            say("{count} thông báo không gửi được. Người quản trị xem lý do và gửi lại được.", count=waiting.dead)
        )
    if waiting.oldest and clock.now() - waiting.oldest > LONGEST_WAIT:
        found.append(
            say(
                "{count} thông báo chờ gửi, lâu nhất từ {oldest}. Hãy chạy «motcua worker» cạnh máy chủ web.",
                count=waiting.pending,
                oldest=f"{waiting.oldest:%H:%M %d/%m/%Y}",
            )
        )
    return found


def _notes_on_files() -> list[str]:
    """What an operator may like to know of the files, and need not act on."""
    sizes = files_check.orphans()
    if not sizes:
        return []
    return [
        say(
            "{count} tệp ({size} MB) trong kho chưa thuộc hồ sơ nào: còn lại từ lần gửi dở dang, hoặc đang được gửi.",
            count=len(sizes),
            size=max(1, round(sum(sizes) / 1_000_000)),
        )
    ]


def _calendar_problems() -> list[str]:
    calendar = law().calendar()
    today = clock.now().date()
    if calendar.first <= today and (calendar.last - today).days >= AHEAD:
        return []
    return [
        say(
            "Lịch làm việc mới có từ {first} đến {last}, không đủ {ahead} ngày tới. Hãy bổ sung ngày nghỉ vào luật.",
            first=f"{calendar.first:%d/%m/%Y}",
            last=f"{calendar.last:%d/%m/%Y}",
            ahead=AHEAD,
        )
    ]


def _print(found: dict[str, list[str]], here: Store) -> None:
    titles = {
        "store": say("Kho mẫu để xem thử") if here.is_demonstration else say("Kho thật"),
        "migrations": say("Các bảng dữ liệu"),
        "durability": say("An toàn dữ liệu và khóa"),
        "calendar": say("Lịch làm việc"),
        "messages": say("Thông báo gửi đi"),
        "packages": say("Gói hệ thống và phông chữ"),
    }
    for name, problems in found.items():
        answer(f"{'✗' if problems else '✓'} {titles[name]}")
        for problem in problems:
            answer(f"    {problem}")


def verify(*, as_json: AsJson = False) -> int:
    """Whether log, rows, promises, figures, number series, files and checkpoints agree."""
    require_tables()
    found = [
        *((f"journal.{problem.kind}", problem.text) for problem in journal_queries.check()),
        *(("calendar", text) for text in islice(calendar_check.problems(), MOST_TOLD)),
        *(("catalogue", text) for text in islice(catalogue_check.problems(), MOST_TOLD)),
        *(("casework", text) for text in islice(casework_checks.problems(), MOST_TOLD)),
        *(("payments", text) for text in islice(payments_check.problems(), MOST_TOLD)),
        *(("files", text) for text in files_check.problems(limit=MOST_TOLD)),
        *(("logs", text) for text in islice(logs_check.problems(), MOST_TOLD)),
        *(("measures", text) for text in islice(measures_check.problems(), MOST_TOLD)),
        *(("evaluation", text) for text in islice(evaluation_check.problems(), MOST_TOLD)),
        *(("scoring", text) for text in islice(scoring_check.problems(), MOST_TOLD)),
        *(("reports", text) for text in islice(reports_check.problems(), MOST_TOLD)),
        *(("narratives", text) for text in islice(narratives_check.problems(), MOST_TOLD)),
        *(("notices", text) for text in notices_check.problems(limit=MOST_TOLD)),
        *((f"documents.{problem.kind}", problem.text) for problem in letters_check.problems()),
    ]
    if as_json:
        answer_json({"ok": not found, "problems": [{"kind": kind, "text": text} for kind, text in found]})
    else:
        for _, text in found:
            answer(f"✗ {text}")
        if not found:
            answer(say("✓ Nhật ký, hồ sơ, sổ hẹn, số liệu, các dãy số, các tệp và các điểm chốt khớp nhau."))
    return 1 if found else 0


def export() -> int:
    """Writes the whole log as JSON lines for the stand-alone check, its end signed."""
    require_tables()
    journal.checkpoint()
    for line in journal_queries.export():
        answer(line)
    return 0
