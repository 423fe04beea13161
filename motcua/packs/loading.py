"""Loads a pack: reading only, nothing is written anywhere."""

from __future__ import annotations

from pathlib import Path

from motcua.law.errors import LawError
from motcua.law.reading import read
from motcua.packs.people import read_names, read_staff
from motcua.packs.procedures import read_editions
from motcua.packs.types import Pack, PackError
from motcua.packs.units import read_successors, read_units

FOLDER = Path(__file__).parent
TRA_CU_2023 = "tra_cu_2023"


def load_pack(name: str, *, folder: Path = FOLDER) -> Pack:
    """The pack of a name, checked as a whole. Raises PackError with file, line and what to do."""
    known = sorted(path.parent.name for path in folder.glob("*/units.yaml"))
    if name not in known:
        raise PackError(name[:60], 1, f"không có bộ dữ liệu này; hãy chọn một trong: {', '.join(known)}.")
    try:
        return _read_pack(folder / name)
    except LawError as error:
        raise PackError(error.file, error.line, error.message) from None


def _read_pack(here: Path) -> Pack:
    places = read(here / "units.yaml", file="units.yaml").fields(required=frozenset({"units", "successions"}))
    units = read_units(places["units"].items())
    by_key = {unit.key: unit for unit in units}
    staff, cast = read_staff(read(here / "staff.yaml", file="staff.yaml"), unit_keys=by_key)
    groups, hamlets = read_names(read(here / "names.yaml", file="names.yaml"), unit_keys=by_key)
    own = read(here / "procedures.yaml", file="procedures.yaml")
    return Pack(
        name=here.name,
        units=units,
        successors=read_successors(places["successions"].items(), units=by_key),
        editions=read_editions(here / "procedures.csv", own),
        staff=staff,
        cast=cast,
        name_groups=groups,
        hamlets=hamlets,
    )
