"""G5 and G11: what a request costs the processor over HTTP, with session, form token, policy and journal on.

python -m tests.bench.http [sqlite|postgresql] — MOTCUA_BENCH_SCALE says how much of the half-year the store holds
(0.2 unless told; 1: all 41,000 dossiers), MOTCUA_BENCH_FOLDER where the store is kept for the next run.
"""

from __future__ import annotations

import http.client
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

Measure = tuple[str, str, float, float, bool]

SCALE = os.environ.get("MOTCUA_BENCH_SCALE", "0.2")
TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = 4
ROUNDS = 120
WARM = 20
BUDGETS = {"create": 6, "transition": 6, "get": 5, "list-20": 6, "list-100": 12, "search": 150, "code": 4}
"""CPU milliseconds a request, from the trials on a quiet machine of two cores; a search by name has G10's."""

MEMORY = 300
"""Megabytes of four workers together, shared pages counted once."""

CLERK, OFFICER, CHAIR = "thanhson.quay", "thanhson.hotich", "huyen.chutich"


def measure(database: str = "sqlite") -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better)."""
    with _store(database) as (folder, environment), _served(folder, environment) as site:
        costs = _costs(site)
        memory = site.memory()
    blank = costs.pop("blank").cpu
    told = [
        ("G5", f"{database}: {name}, ms CPU ({cost.told(blank)})", cost.cpu, float(BUDGETS[name]), False)
        for name, cost in costs.items()
        if name in BUDGETS
    ]
    return [
        *told,
        ("G5", f"{database}: {WORKERS} tiến trình sau khi đo, MB", memory, float(MEMORY), False),
        ("G11", f"{database}: trang sâu ÷ trang đầu", costs["deep"].cpu / costs["list-20"].cpu, 1.2, False),
        ("G11", f"{database}: tìm kiếm của xã ÷ của huyện", costs["narrow"].cpu / costs["search"].cpu, 1.2, False),
    ]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request cost: CPU milliseconds of all workers, and the wall clock of the client."""

    cpu: float
    wall: list[float]

    def told(self, blank: float) -> str:
        """Median and 95th centile by the clock, and how many blank pages it is worth."""
        cuts = quantiles(self.wall, n=20)
        return f"p50 {cuts[9] * 1e3:.0f} ms, p95 {cuts[18] * 1e3:.0f} ms, {self.cpu / blank:.1f} × trang tra cứu trống"


@dataclass
class Site:
    """A running server."""

    port: int
    root: int
    people: dict[str, Visitor] = field(default_factory=dict)

    def enter(self, who: str) -> Visitor:
        """A visitor who has entered as a member of the cast."""
        if who not in self.people:
            visitor = Visitor(self.port)
            page = visitor.get("/")
            token = _hidden(page, "csrfmiddlewaretoken")
            visitor.post("/vao/nhan-vat/", {"csrfmiddlewaretoken": token, "account": who})
            self.people[who] = visitor
        return self.people[who]

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.root}/task/{self.root}/children").read_text().split()]

    def ticks(self) -> int:
        """The processor time that they have used."""
        return sum(sum(map(int, Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
                   for pid in self.workers())  # fmt: skip

    def memory(self) -> float:
        """Megabytes that they hold, shared pages counted once."""
        told = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.workers()]
        return sum(int(found[1]) for text in told if (found := re.search(r"^Pss:\s+(\d+) kB", text, re.M))) / 1024


class Visitor:
    """A browser as far as the server can tell: cookies, one connection kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.location = ""

    def get(self, address: str) -> str:
        """A page. Raises RuntimeError for an answer that is none."""
        return self._ask("GET", address, None)

    def post(self, address: str, form: dict[str, str]) -> str:
        """Sends a form; `location` is where it leads."""
        return self._ask("POST", address, urlencode(form))

    def _ask(self, method: str, address: str, body: str | None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._answer(method, address, body, headers)
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        self.location = answer.headers.get("Location", "")
        if answer.status >= 400:
            said = re.search(r'id="loi".*?</ul>', text, re.S)
            raise RuntimeError(f"{method} {address}: {answer.status} {re.sub('<[^>]+>', ' ', said[0]) if said else ''}")
        return text

    def _answer(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """The answer, on a new connection where the server has closed an idle one."""
        try:
            self.connection.request(method, address, body, headers)
            return self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            self.connection.request(method, address, body, headers)
            return self.connection.getresponse()


def _costs(site: Site) -> dict[str, Cost]:
    clerk, officer, chair = site.enter(CLERK), site.enter(OFFICER), site.enter(CHAIR)
    codes: list[str] = []
    opened = _cost(site, lambda: codes.append(_accept(clerk)))
    ways = iter([_forward(clerk, code, to=OFFICER) for code in codes])
    moved = _cost(site, lambda: next(ways)(), warm=0, rounds=len(codes) - 1)
    listed = "/ho-so/?whose=unit&tab=incoming"
    deep = _deep(officer, f"{listed}&size=20")
    taken = iter(codes * 4)
    return {
        "blank": _cost(site, lambda: officer.get("/tra-cuu/")),
        "create": opened,
        "transition": moved,
        "get": _cost(site, lambda: officer.get(f"/ho-so/{next(taken)}/")),
        "list-20": _cost(site, lambda: officer.get(f"{listed}&size=20")),
        "list-100": _cost(site, lambda: officer.get(f"{listed}&size=100")),
        "deep": _cost(site, lambda: officer.get(deep)),
        "search": _cost(site, lambda: chair.get("/ho-so/tim/?q=thach+thi")),
        "narrow": _cost(site, lambda: officer.get("/ho-so/tim/?q=thach+thi")),
        "code": _cost(site, lambda: officer.get(f"/ho-so/tim/?q={codes[0]}")),
    }


def _cost(site: Site, ask: Callable[[], object], *, warm: int = WARM, rounds: int = ROUNDS) -> Cost:
    """Asks again and again, one request after the other."""
    for _ in range(warm):
        ask()
    wall = []
    before = site.ticks()
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        wall.append(time.perf_counter() - began)
    return Cost((site.ticks() - before) / TICKS * 1000 / rounds, wall)


def _accept(clerk: Visitor) -> str:
    """Takes in a dossier as the intake page does at its last step."""
    form = {
        "csrfmiddlewaretoken": clerk.cookies["motcua_bieu_mau"],
        "request_key": secrets.token_urlsafe(12),
        "name": f"Thạch Thị {''.join(secrets.choice('aeiouhklmnt') for _ in range(10)).title()}",
        "birth": "03/05/1990",
        "procedure": "1.004873",
        "channel": "counter",
        "papers": "1",
        "copies": "1",
        "step": "save",
    }
    clerk.post("/tiep-nhan/", form)
    found = re.fullmatch(r"/tiep-nhan/([^/]+)/", clerk.location)
    if found is None:
        raise RuntimeError(f"not accepted: {clerk.location}")
    return found[1]


def _forward(clerk: Visitor, code: str, *, to: str) -> Callable[[], object]:
    """The form by which a dossier is passed to the queue of its unit, ready to be sent."""
    page = clerk.get(f"/ho-so/{code}/")
    part = page[page.index(f'action="/ho-so/{code}/chuyen-xu-ly/"') :]
    options = re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)', part[: part.index("</select>")])
    form = {
        "csrfmiddlewaretoken": clerk.cookies["motcua_bieu_mau"],
        "version": _hidden(part, "version"),
        "request_key": _hidden(part, "request_key"),
        "to": next(value for value, _ in options if value),
        "reason": "",
    }
    return lambda: clerk.post(f"/ho-so/{code}/chuyen-xu-ly/", form)


def _deep(officer: Visitor, address: str) -> str:
    """The address of the fifth page of a list, or of the last one that there is."""
    for _ in range(4):
        found = re.search(r'href="([^"]*after=[^"]+)"', officer.get(address))
        if found is None:
            break
        address = unescape(found[1])
    return address


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise RuntimeError(f"no field {name}")
    return found[1]


@contextmanager
def _store(database: str) -> Iterator[tuple[Path, dict[str, str]]]:
    """A demonstration store of SCALE, made once and copied for each run."""
    kept = Path(os.environ.get("MOTCUA_BENCH_FOLDER", Path(tempfile.gettempdir()) / "motcua-bench"))
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name) / "store"
        if database == "sqlite":
            made = kept / f"sqlite-{SCALE}"
            if not (made / "store.json").exists():
                _demo(made, {})
            shutil.copytree(made, folder)
            _motcua("upgrade", folder, {})  # the one kept may be of an earlier day
            yield folder, {}
            return
        from tests.postgresql.cluster import USER, binaries, running

        programs = binaries()
        if programs is None:
            raise RuntimeError("không có chương trình PostgreSQL")
        with running(programs) as cluster:
            cluster.execute("CREATE DATABASE motcua")
            address = f"postgresql://{USER}:{cluster.password}@127.0.0.1:{cluster.port}/motcua"
            _demo(folder, {"DATABASE_URL": address})
            yield folder, {"DATABASE_URL": address}


def _demo(folder: Path, environment: dict[str, str]) -> None:
    _motcua("demo", folder, environment, "--no-serve", "--scale", SCALE)


def _motcua(name: str, folder: Path, environment: dict[str, str], *options: str) -> None:
    command = [*_PROGRAM, name, "--data", str(folder), *options]
    subprocess.run(command, check=True, env=os.environ | environment, stdout=subprocess.DEVNULL)


_PROGRAM = (str(Path(sys.executable).parent / "motcua"),)


@contextmanager
def _served(folder: Path, environment: dict[str, str]) -> Iterator[Site]:
    """The store served by four workers until the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*_PROGRAM, "serve", "--port", str(port), "--workers", str(WORKERS), "--data", str(folder)]
    server = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        site = Site(port, server.pid)
        _wait(site)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(site: Site) -> None:
    for _ in range(300):
        time.sleep(0.1)
        try:
            Visitor(site.port).get("/")
        except (OSError, http.client.HTTPException):
            continue
        if len(site.workers()) >= WORKERS:
            return
    raise RuntimeError("the server does not answer")


if __name__ == "__main__":
    for line in measure(*sys.argv[1:2]):
        print(*line)
