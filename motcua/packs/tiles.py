"""The schematic map of a pack: tiles.csv says in which row and column each unit is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from motcua.packs.loading import FOLDER
from motcua.packs.types import PackError
from motcua.records.csv_rows import opened, rows_in
from motcua.records.places import tiles as places
from motcua.records.places.tiles import Place, Tiles
from motcua.rules.refusal import Refusal

FILE = "tiles.csv"
COLUMNS = ("unit", "row", "column")
SOURCE = "Sơ đồ xếp tay theo hiểu biết chung, không theo tỷ lệ, chờ kiểm chứng"


def read_tiles(pack: str, *, folder: Path = FOLDER) -> Tiles | None:
    """The map of a pack; None where it has none. Raises PackError with file and line."""
    path = folder / pack / FILE
    if not path.exists():
        return None
    found = opened(path.read_bytes(), too_large=Refusal("file", "Tệp sơ đồ lớn quá; hãy kiểm tra lại."))
    if tuple(found.fieldnames or ()) != COLUMNS:
        raise PackError(FILE, 1, f"dòng đầu phải là: {','.join(COLUMNS)}; hãy sửa lại tên các cột.")
    rows, errors = rows_in(found, _tile, most=1_000, place=lambda row: row[0], again=_again)
    for error in errors:
        raise PackError(FILE, error.line, f"cột {error.column}: {error.refusal}")
    return Tiles(places=dict(rows), source=SOURCE)


def bring_in_tiles(pack: str, *, at: datetime, folder: Path = FOLDER) -> bool:
    """Lays out the map of a pack whose units are in the store; whether anything is new. Raises PackError, Refusal."""
    tiles = read_tiles(pack, folder=folder)
    if tiles is None or not tiles.places:
        return False
    above = next(iter(tiles.places)).rpartition(".")[0]
    return places.lay(above, tiles, actor_id=None, at=at)


def _tile(row: Mapping[str, str]) -> tuple[str, Place]:
    return (row["unit"] or "").strip(), (_number(row, "row"), _number(row, "column"))


def _number(row: Mapping[str, str], name: str) -> int:
    text = (row[name] or "").strip()
    if not (text.isascii() and text.isdecimal()):
        raise Refusal(name, "«{text}» không phải số thứ tự; hãy ghi từ 1 trở lên.", text=text[:20])
    return int(text)


def _again(line: int) -> Refusal:
    return Refusal("unit", "Đơn vị này đã có ở dòng {line}; hãy giữ một dòng.", line=line)
