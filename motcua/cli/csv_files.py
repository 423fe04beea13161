"""A CSV file given to a command: its content, and what is wrong in its lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from motcua.cli.words import answer_json, said, say, tell
from motcua.records.csv_rows import MOST_BYTES, RowError
from motcua.rules.refusal import Refusal


def content_of(file: str) -> bytes:
    """What a file holds, and no more than tells that it is too large. Raises Refusal (`file`)."""
    path = Path(file)
    if not path.is_file():
        raise Refusal("file", "Không có tệp {file}; hãy kiểm tra đường dẫn.", file=file[:200])
    with path.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def refuse_rows(errors: Sequence[RowError], *, summary: str, as_json: bool) -> int:
    """Tells what is wrong line by line, then the `summary`; the exit code."""
    sentences = [
        say("Dòng {line}, cột {column}: {why}", line=one.line, column=one.column, why=said(one.refusal))
        for one in errors
    ]
    if as_json:
        rows = [{"line": one.line, "column": one.column, "message": said(one.refusal)} for one in errors]
        answer_json({"error": {"field": "file", "message": summary, "rows": rows}})
    for sentence in (*sentences, summary):
        tell(sentence)
    return 2
