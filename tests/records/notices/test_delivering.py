"""Texts leave at least once, each channel by itself; what cannot leave waits for a person, and names nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from motcua.records import clock
from motcua.records.journal import queries as journal
from motcua.records.notices import actions, queries
from motcua.records.notices.models import MailChoice
from motcua.records.notices.table import Channel
from motcua.records.outbox import actions as outbox
from motcua.records.outbox import queries as outbox_queries
from motcua.records.outbox.delivery import PermanentFailure, TemporaryFailure, Unreachable
from motcua.records.outbox.models import Message, MessageState
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.notices.telling import ALL, PERSON, Post, send
from tests.world import DESK, World

At = Callable[[str], datetime]
BOTH = frozenset({Channel.MAIL, Channel.SMS})


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The machine's clock, which the tests set forward."""
    shown = [datetime(2026, 1, 5, 3, 0, tzinfo=UTC)]
    monkeypatch.setattr(clock, "machine", lambda: shown[0])
    return shown


def later(machine: list[datetime], by: timedelta) -> None:
    machine[0] += by


def test_a_channel_that_is_down_holds_up_no_other(world: World, machine: list[datetime]) -> None:
    for _ in range(3):
        world.accept(**PERSON)
    actions.hand_out(BOTH)
    post = Post(fails={Channel.MAIL: Unreachable("máy chủ thư không trả lời")})
    assert send(post, BOTH) == outbox.Drained(sent=3, later=1, dead=0)
    assert post.tried.count(Channel.MAIL) == 1, "a mail server that is down is asked once in a round"
    post.fails = {}
    later(machine, timedelta(seconds=30))
    assert send(post, BOTH).sent == 3
    assert (len(post.by(Channel.SMS)), len(post.by(Channel.MAIL))) == (3, 3)


def test_a_dead_letter_stops_neither_other_letters_nor_other_channels(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out(BOTH)
    post = Post(fails={Channel.MAIL: PermanentFailure("hộp thư không có")})
    assert send(post, BOTH) == outbox.Drained(sent=1, later=0, dead=1)
    world.accept(**PERSON)
    actions.hand_out(BOTH)
    post.fails = {}
    assert send(post, BOTH).sent == 2
    [dead] = queries.dead_letters(world.viewer("my_dung"))
    assert (dead.label, dead.channel, dead.attempts) == (
        "Tiếp nhận hồ sơ, hẹn ngày trả kết quả",
        "Thư điện tử",
        1,
    )
    assert (dead.code, dead.reason) == ("000.30.30.H59-230427-0001", "hộp thư không có")


def test_what_was_delivered_is_not_sent_again_with_a_retry(world: World, machine: list[datetime]) -> None:
    world.accept(**PERSON)
    actions.hand_out(BOTH)
    post = Post(fails={Channel.MAIL: PermanentFailure("hộp thư đầy")})
    send(post, BOTH)
    boss = world.viewer("my_dung")
    [dead] = queries.dead_letters(boss)
    actions.retry(boss, dead.id)
    assert queries.dead_letters(boss) == ()
    post.fails = {}
    assert send(post, BOTH).sent == 1
    assert [one.channel for one in post.arrived] == [Channel.SMS, Channel.MAIL]
    with pytest.raises(NotFound):
        actions.retry(boss, dead.id)


def test_only_whoever_administers_the_unit_sees_and_retries(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out({Channel.MAIL})
    send(Post(fails={Channel.MAIL: PermanentFailure("hỏng")}))
    [dead] = queries.dead_letters(world.viewer(""))
    for who in ("sa_ruone", "bich_thuy", "van_phuc", "thu_ha"):
        assert queries.dead_letters(world.viewer(who)) == ()
        with pytest.raises(NotFound, match="tải lại trang"):
            actions.retry(world.viewer(who), dead.id)
    actions.retry(world.viewer(""), dead.id)
    with pytest.raises(Conflict):
        outbox.retry(dead.id)


def test_the_same_letter_has_the_same_id_and_no_other_has(world: World, machine: list[datetime]) -> None:
    world.accept(**PERSON)
    actions.hand_out(BOTH)

    class Forgetful(Post):
        """Takes the letter, and then the line breaks."""

        def __call__(self, envelope: object) -> None:
            super().__call__(envelope)  # type: ignore[arg-type]
            raise TemporaryFailure("đứt")

    first = Forgetful()
    send(first, BOTH)
    later(machine, timedelta(seconds=30))
    second = Post()
    send(second, BOTH)
    assert [one.id for one in first.arrived] == [one.id for one in second.arrived]
    assert len({one.id for one in second.arrived}) == 2
    store = journal.origin().replace("/", "-")
    assert all(one.id.startswith(f"{store}-") for one in second.arrived)


def test_where_zalo_reaches_nobody_a_text_message_goes_instead(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out(ALL)
    post = Post(fails={Channel.ZALO: PermanentFailure("số này không dùng Zalo")})
    send(post)
    send(post)
    assert [one.channel for one in post.arrived if one.channel is not Channel.MAIL] == [Channel.SMS]
    assert outbox_queries.waiting().dead == 0


def test_zalo_has_half_an_hour_before_a_text_message_goes(world: World, machine: list[datetime], at: At) -> None:
    at("2023-04-27 09:05")
    world.accept(**PERSON, at="2023-04-27 09:05")
    actions.hand_out(ALL)
    post = Post(fails={Channel.ZALO: Unreachable("Zalo không trả lời")})
    send(post)
    assert not post.by(Channel.SMS)
    at("2023-04-27 09:35")
    later(machine, timedelta(minutes=30))
    send(post)
    send(post)
    assert len(post.by(Channel.SMS)) == 1


def test_a_channel_seen_to_be_down_is_not_asked_again_in_the_round(
    world: World, machine: list[datetime], at: At
) -> None:
    at("2023-04-27 09:00")
    for _ in range(3):
        world.accept(**{**PERSON, "email": ""})
    actions.hand_out(ALL)
    at("2023-04-28 09:00")
    post = Post(fails={Channel.ZALO: Unreachable("Zalo không trả lời")})
    send(post)
    assert post.tried.count(Channel.ZALO) == 1
    send(post)
    assert len(post.by(Channel.SMS)) == 3


def test_zalo_without_sms_is_given_up_like_any_other(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out({Channel.ZALO})
    assert send(Post(fails={Channel.ZALO: PermanentFailure("không dùng Zalo")}), {Channel.ZALO}).dead == 1


def test_a_fault_of_a_gateway_names_nobody(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out({Channel.MAIL})
    send(Post(fails={Channel.MAIL: KeyError("anh@example.vn")}))
    row = Message.objects.get(topic="notice.mail")
    assert row.last_error == "TemporaryFailure: lỗi của cổng gửi (KeyError)"


def test_a_fault_in_the_words_names_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **values: object) -> str:
        raise ValueError("Kim Thị Ngọc Ánh")

    monkeypatch.setattr("motcua.records.notices.composing.filled", broken)
    world.accept(**PERSON)
    actions.hand_out({Channel.MAIL})
    assert send(Post()).later == 1
    assert Message.objects.get(topic="notice.mail").last_error.endswith("(ValueError)")


def test_an_address_taken_away_meanwhile_is_not_written_to(world: World) -> None:
    on = world.accept(**PERSON)
    actions.hand_out({Channel.MAIL})
    intake = world.intake(**{**PERSON, "email": ""})
    world.do("correct", on, by="sa_ruone", reason="Người nộp xin bỏ thư điện tử", applicant=dict(intake.applicant))
    post = Post()
    assert send(post).sent == 1
    assert post.arrived == []


def test_an_envelope_shows_no_person_in_a_log(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out(BOTH)
    post = Post()
    send(post, BOTH)
    for one in post.arrived:
        assert "Ánh" not in repr(one)
        assert one.to not in repr(one)


def test_staff_may_want_mail_too(world: World) -> None:
    minh = world.viewer("minh")
    assert queries.mail_choice(minh) == ("", 0)
    assert actions.choose_mail(minh, address=" Minh@Example.VN ", version=0) == 1
    assert queries.mail_choice(minh) == ("minh@example.vn", 1)
    world.do("forward", world.accept(phone=""), by="sa_ruone", to_account_id="minh")
    actions.hand_out(ALL)
    post = Post()
    send(post)
    [mail] = post.arrived
    assert (mail.to, mail.subject) == ("minh@example.vn", "Hồ sơ 000.30.30.H59-230427-0001 chuyển đến")
    assert mail.text.startswith("Hồ sơ 000.30.30.H59-230427-0001 chuyển đến\nXác nhận tình trạng hôn nhân. Thạch Thị")
    assert "Ánh" not in mail.text
    assert actions.choose_mail(minh, address="", version=1) == 2
    entries = journal.entries_of("mail_choice", world.accounts["minh"])
    assert [(entry.act, entry.data, entry.personal) for entry in entries] == [
        ("mail_choice.change", {"wanted": True}, {"address": "minh@example.vn"}),
        ("mail_choice.change", {"wanted": False}, {"address": ""}),
    ]


def test_a_choice_is_checked(world: World) -> None:
    minh = world.viewer("minh")
    with pytest.raises(Refusal, match="thư điện tử") as refused:
        actions.choose_mail(minh, address="minh@", version=0)
    assert refused.value.field == "address"
    actions.choose_mail(minh, address="minh@example.vn", version=0)
    with pytest.raises(Conflict, match="cửa sổ khác"):
        actions.choose_mail(minh, address="khac@example.vn", version=0)
    with pytest.raises(NotAllowed):
        actions.choose_mail(world.viewer(""), address="x@example.vn", version=0)
    assert MailChoice.objects.count() == 1


def test_held_and_given_up_never_leave_by_themselves(world: World, machine: list[datetime]) -> None:
    with outbox.holding():
        world.accept(**PERSON, unit_key=DESK, procedure="2.000815")
    with transaction.atomic(), outbox.holding():
        outbox.post(topic="notice.mail", subject_type="dossier", subject_id=1, payload={})
    later(machine, timedelta(days=900))
    actions.hand_out(ALL)
    post = Post()
    assert send(post) == outbox.Drained(sent=0, later=0, dead=0)
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.HELD}
