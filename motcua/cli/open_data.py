"""`motcua open-data`: the files of a closed month, for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option

from motcua.cli.starting import require_tables
from motcua.cli.words import answer, answer_json, say
from motcua.records.measures import open_data
from motcua.records.measures.open_data_files import SIMULATED, csv_file, dictionary_file, json_file
from motcua.records.places import queries as places
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal


def given_out(
    *,
    period: Annotated[str, Option("--period", metavar="MONTH", help=say("Tháng đã kết thúc, ví dụ 2023-06."))],
    out: Annotated[str, Option("--out", metavar="DIR", help=say("Thư mục để ghi các tệp; chưa có thì lập."))],
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Writes the table, the same in JSON, and the dictionary; a month that has not closed is refused."""
    asked, folder = clean(period, field="period"), clean(out, field="out", limit=1000)
    require_tables()
    month = open_data.closed_month(asked)
    found = open_data.published(month)
    files = {
        f"du-lieu-mo-{month.id}.csv": csv_file(found),
        f"du-lieu-mo-{month.id}.json": json_file(found, contact=places.contact_on(month.last)),
        "tu-dien-du-lieu.csv": dictionary_file(),
    }
    written = [str(_written(Path(folder), name, content)) for name, content in files.items()]
    if as_json:
        answer_json(
            {
                "period": month.id,
                "as_of": found.as_of.isoformat(),
                "rows": len(found.rows),
                "suppressed": found.withheld,
                "simulated": found.simulated,
                "files": written,
            }
        )
        return 0
    for file in written:
        answer(file)
    answer(say("{rows} dòng, trong đó ẩn {suppressed} dòng.", rows=len(found.rows), suppressed=found.withheld))
    if found.simulated:
        answer(say(SIMULATED))
    return 0


def _written(folder: Path, name: str, content: bytes) -> Path:
    to = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
    except OSError as error:
        why = error.strerror or ""
        raise Refusal("out", "Không ghi được tệp {file} ({why}); hãy chọn chỗ khác.", file=to, why=why) from None
    return to
