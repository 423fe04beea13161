"""Notes of staff: for those who may see the dossier, never for its citizen; whoever is mentioned is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.records.casework import checks, notes, queries
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier, Note
from motcua.records.casework.receipts import secret
from motcua.records.journal.models import Entry, PersonalContent
from motcua.records.notices import actions as notices
from motcua.records.notices import queries as notice_queries
from motcua.records.outbox.models import Message
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.world import HAM_TAN, World, standing

AT = "2023-04-28 09:00"
WORDS = "Bà Ánh hẹn chiều mai bổ sung bản chính."


def note(
    world: World, on: Outcome, *, by: str = "minh", text: str = WORDS, mentioned: Sequence[str] = (), key: str = ""
) -> notes.Noted:
    ids = [world.accounts[who] for who in mentioned]
    with standing(AT):
        return notes.add(world.viewer(by), on.dossier_id, key=key or world.key(), text=text, mentioned=ids)


def test_a_note_is_read_by_colleagues_and_changes_nothing_of_the_dossier(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    assert note(world, held, mentioned=["so_phia", "bich_thuy"]).number == 1
    assert note(world, held, by="so_phia", text="Đã rõ.").number == 2
    second, first = notes.of(queries.dossier(world.viewer("sa_ruone"), held.code))
    assert (first.author, first.text, first.mentioned) == (
        "Nguyễn Văn Minh", WORDS, ("Kim Sô Phia", "Trần Thị Bích Thủy"),
    )  # fmt: skip
    assert (second.author, second.number, second.mentioned) == ("Kim Sô Phia", 2, ())
    assert Dossier.objects.get().version == held.version
    assert list(checks.problems()) == []


def test_its_words_stay_out_of_the_journal_proper_and_of_the_message(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    note(world, held, mentioned=["so_phia"])
    assert "Bà Ánh" not in Entry.objects.get(act="note.add").body
    message = Message.objects.get(topic="dossier.note")
    assert message.payload == (
        f'{{"by":{world.accounts["minh"]},"code":"{held.code}","mentioned":[{world.accounts["so_phia"]}],"note":1}}'
    )


def test_erased_words_leave_the_note_standing(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    note(world, held)
    PersonalContent.objects.filter(entry__act="note.add").delete()
    (found,) = notes.of(queries.dossier(world.viewer("minh"), held.code))
    assert (found.text, found.author) == (None, "Nguyễn Văn Minh")


def test_a_note_that_mentions_nobody_sends_nothing(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    note(world, held, mentioned=["minh"])  # oneself
    assert not Message.objects.filter(topic="dossier.note").exists()
    assert Note.objects.get().mentioned == "[]"


def test_the_citizen_sees_nothing_of_it(world: World, store: object) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    note(world, held)
    seen = queries.look_up(held.code, secret=secret(held.code))
    assert WORDS not in repr(seen)
    assert len(seen.timeline) == held.version


@pytest.mark.parametrize("who", ["thu_ha", "chanh_da", "kim_loan", "my_dung"])
def test_a_stranger_neither_reads_nor_writes(world: World, who: str) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    note(world, held)
    with pytest.raises(NotFound):
        queries.dossier(world.viewer(who), held.code)
    with pytest.raises(NotFound):
        note(world, held, by=who)


def test_who_only_reads_writes_no_notes(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    with pytest.raises(NotAllowed):
        note(world, held, by="quoc_thai")
    with pytest.raises(NotAllowed):
        notes.add(Viewer.system(), held.dossier_id, key="k", text=WORDS)


@pytest.mark.parametrize("who", ["chanh_da", "minh_hieu", "my_dung"])
def test_only_who_may_see_the_dossier_can_be_mentioned(world: World, who: str) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    with pytest.raises(Refusal, match="không thuộc nơi được xem") as refused:
        note(world, held, mentioned=["so_phia", who])
    assert refused.value.field == "mentioned"
    assert not Note.objects.exists()
    assert not Message.objects.filter(topic="dossier.note").exists()


def test_who_may_be_mentioned_is_offered_once_and_without_oneself(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    moved = world.do("hand_over", held, by="minh", to_unit_id=HAM_TAN, reason="Khác địa bàn")
    minh = world.viewer("minh")
    offered = [one.username for one in notes.colleagues(minh, queries.dossier(minh, moved.code))]
    assert sorted(offered) == ["bich_thuy", "chanh_da", "quoc_huy", "sa_rath", "sa_ruone", "so_phia", "thu_ha"]


@pytest.mark.parametrize(("text", "field"), [("", "text"), ("  \n ", "text"), ("a" * 2_001, "text"), ("a\0b", "text")])
def test_a_note_has_words(world: World, text: str, field: str) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    with pytest.raises(Refusal) as refused:
        note(world, held, text=text)
    assert refused.value.field == field


def test_a_retry_writes_no_second_note(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    assert note(world, held, key="once") == notes.Noted(number=1)
    assert note(world, held, key="once") == notes.Noted(number=1, repeated=True)
    with pytest.raises(Conflict):
        note(world, held, key="once", text="Khác.")


def test_notes_neither_change_nor_go(world: World) -> None:
    note(world, world.bring(world.accept(), State.PROCESSING))
    for change in ({"number": 5}, {"mentioned": "[1]"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.all().delete()


def test_verify_finds_a_note_that_was_taken_away(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    note(world, held)
    with connection.cursor() as cursor:
        cursor.execute(_NO_TRIGGERS[connection.vendor])
        cursor.execute("DELETE FROM casework_note")
    found = list(checks.problems())
    assert f"Hồ sơ {held.code}: các ghi chú khác với nhật ký." in found
    assert "Bảng casework_note không còn từ chối DELETE." in found


_NO_TRIGGERS = {
    "sqlite": "DROP TRIGGER casework_note_refuses_delete",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE casework_note DISABLE TRIGGER USER",
}


def test_whoever_is_mentioned_is_told_on_screen(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    with standing(AT):
        Message.objects.all().delete()  # those of the acts before
        note(world, held, mentioned=["so_phia"])
        notices.hand_out(frozenset())
        told = [row.text for row in notice_queries.notices(world.viewer("so_phia")).rows]
    assert told == ["Xác nhận tình trạng hôn nhân. Nguyễn Văn Minh nhắc đến ông/bà trong ghi chú."]
