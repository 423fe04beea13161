"""Files added to dossiers by the cast."""

from __future__ import annotations

from motcua.records.casework.attaching import About, Batch, Filed, attach
from motcua.records.casework.attachments import AttachmentView, Kind, attachment
from motcua.records.casework.changes import Outcome
from motcua.records.files.keeping import Upload
from tests.records.files.specimens import pdf, upload
from tests.world import World

FORM = About(kind=Kind.PAPER, paper=1)


def add(
    world: World, on: Outcome, *uploads: Upload, who: str = "sa_ruone", key: str = "", about: About = FORM
) -> Filed:
    batch = Batch(about=about, uploads=uploads or (upload(pdf(mark=who)),))
    return attach(world.viewer(who), on.dossier_id, [batch], key=key or world.key())


def of(world: World, on: Outcome, number: int = 1, *, who: str = "minh") -> AttachmentView:
    return attachment(world.viewer(who), on.code, number)
