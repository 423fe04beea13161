"""An office in the summer of 2023: its clock, which the journeys move, and the commands that its operator runs."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from django.test import override_settings
from playwright.sync_api import Page

from motcua.records.casework import receipts
from tests.browser.fixtures import Site
from tests.journeys.screens import at_work
from tools.browsing import motcua


@dataclass(frozen=True, kw_only=True)
class Office:
    """A served demonstration store whose clock stands where a journey puts it."""

    site: Site

    def on(self, moment: str) -> None:
        """It is now this day and hour of 2023, told as "07-06 14:50"."""
        day, hour = moment.split()
        file = self.site.data / "store.json"
        told = json.loads(file.read_text(encoding="utf-8"))
        told |= {"stands_at": f"2023-{day}T{hour}:00+07:00", "resumed_at": ""}
        _replace(file, json.dumps(told, ensure_ascii=False))

    def at_work(self, who: str) -> AbstractContextManager[Page]:
        """A member of the cast at a screen."""
        return at_work(self.site, who)

    def citizen(self) -> AbstractContextManager[Page]:
        """Somebody who has not entered, at a phone."""
        return at_work(self.site)

    def tick(self) -> None:
        """What the timer of the office does, once."""
        done = motcua("tick", data=self.site.data)
        assert done.returncode == 0, done.stdout + done.stderr

    def secret(self, code: str) -> str:
        """What stands on the receipt of a dossier beside its code."""
        with override_settings(DATA_DIR=self.site.data):
            return receipts.secret(code)

    def verify(self) -> None:
        """Log, rows, promises, money, letters, files and series agree after all that was done."""
        done = motcua("verify", data=self.site.data)
        assert done.returncode == 0, done.stdout + done.stderr


def _replace(file: Path, text: str) -> None:
    fresh = file.with_suffix(".moved")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
