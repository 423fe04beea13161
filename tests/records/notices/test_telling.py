"""Who is told what: staff on screen, citizens by the ways they gave, each once, and nobody of what nobody needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from motcua.law.types import TermUnit
from motcua.records import clock
from motcua.records.casework import addressing
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Consultation
from motcua.records.notices import actions, composing, queries
from motcua.records.notices.models import Notice
from motcua.records.notices.table import FOR_APPLICANTS, NOTE, RULES, WARNING, Audience, Channel, rules_of
from motcua.records.notices.wording import Language, Part
from motcua.records.outbox import actions as outbox
from motcua.records.outbox import queries as outbox_queries
from motcua.records.outbox.models import Message
from motcua.rules.dossier import Act, State
from motcua.rules.short_message import Alphabet, length
from tests.records.notices.telling import ALL, PERSON, SITE, Post, send, told
from tests.world import BIRTH, DESK, HAM_TAN, JUSTICE, THANH_SON, World

CODE = "000.30.30.H59-230427-0001"
At = Callable[[str], datetime]


def post_to(on: Outcome, topic: str, **payload: Any) -> None:
    with transaction.atomic():
        outbox.post(topic=topic, subject_type="dossier", subject_id=on.dossier_id, payload={"code": on.code, **payload})


def handed_out(world: World, on: Outcome, state: State) -> Post:
    """Everything that leaves when a dossier is brought to a state, and only of the last act."""
    actions.hand_out(ALL)
    send(Post())
    world.bring(on, state)
    actions.hand_out(ALL)
    post = Post()
    send(post)
    return post


def test_a_citizen_is_told_by_the_ways_given(world: World) -> None:
    world.accept(**PERSON)
    assert actions.hand_out(ALL).sent == 1
    post = Post()
    assert send(post).sent == 2
    [mail], [zalo] = post.by(Channel.MAIL), post.by(Channel.ZALO)
    assert (mail.to, zalo.to) == ("anh@example.vn", "0900123456")
    assert mail.subject == f"Đã tiếp nhận hồ sơ {CODE}"
    assert mail.text.startswith(
        "Kính gửi ông/bà Kim Thị Ngọc Ánh,\n\nHồ sơ 000.30.30.H59-230427-0001, thủ tục Xác nhận"
    )
    assert SITE in mail.text
    assert "Ủy ban nhân dân xã Thanh Sơn" in mail.text
    assert zalo.text == (
        f"Hồ sơ {CODE} (Xác nhận tình trạng hôn nhân) đã được tiếp nhận ngày 27/04/2023."
        f" Hẹn trả kết quả: 09:00 05/05/2023, tại Xã Thanh Sơn. Tra cứu: {SITE}"
    )
    assert "Ánh" not in zalo.text


@pytest.mark.parametrize(
    ("given", "channels"),
    [
        ({"phone": "", "email": ""}, set()),
        ({"phone": "0900123456", "email": ""}, {Channel.ZALO}),
        ({"phone": "", "email": "anh@example.vn"}, {Channel.MAIL}),
        ({"phone": "02943874123", "email": ""}, set()),
    ],
)
def test_only_ways_that_were_given_and_that_can_be_reached(
    world: World, given: dict[str, str], channels: set[Channel]
) -> None:
    world.accept(**given)
    actions.hand_out(ALL)
    post = Post()
    send(post)
    assert {one.channel for one in post.arrived} == channels


def test_a_closed_channel_keeps_nothing_for_later(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out({Channel.SMS})
    post = Post()
    send(post)
    assert [one.channel for one in post.arrived] == [Channel.SMS]
    assert outbox_queries.waiting().pending == 0


def test_a_text_message_without_marks_is_cheaper(world: World) -> None:
    world.accept(**PERSON)
    actions.hand_out({Channel.SMS, Channel.MAIL})
    post = Post()
    send(post, plain_sms=True)
    [sms], [mail] = post.by(Channel.SMS), post.by(Channel.MAIL)
    assert sms.text.startswith(f"Ho so {CODE} (Xac nhan tinh trang hon nhan) da duoc tiep nhan ngay 27/04/2023.")
    assert length(sms.text).alphabet is Alphabet.GSM
    assert "đã được" in mail.text


@pytest.mark.parametrize(
    ("state", "subject"),
    [
        (State.SUPPLEMENT, "Đề nghị bổ sung"),
        (State.SETTLED, "Đã có kết quả"),
        (State.REFUSED, "Văn bản trả lời"),
        (State.STOPPED, "Thông báo về hồ sơ"),
        (State.WITHDRAWN, "Đã rút"),
    ],
)
def test_the_citizen_is_told_of_what_happens(world: World, state: State, subject: str) -> None:
    post = handed_out(world, world.accept(**PERSON), state)
    [mail] = post.by(Channel.MAIL)
    assert mail.subject.startswith(subject)
    everything = "".join(one.text for one in post.arrived)
    for reason in ("Thiếu tờ khai", "Không đủ điều kiện", "không bổ sung", "đổi ý"):
        assert reason not in everything


def test_a_new_date_is_the_new_one(world: World) -> None:
    waiting = world.bring(world.accept(**PERSON), State.SUPPLEMENT)
    actions.hand_out(ALL)
    send(Post())
    world.do("resume", waiting, by="sa_ruone", at="2023-05-08 09:00")
    actions.hand_out(ALL)
    post = Post()
    send(post)
    [mail] = post.by(Channel.MAIL)
    assert mail.subject == f"Đã nhận bổ sung hồ sơ {CODE}"
    assert "Hẹn trả kết quả: 09:00 11/05/2023." in mail.text


def test_what_a_message_holds_names_nobody(world: World) -> None:
    world.bring(world.accept(**PERSON), State.SUPPLEMENT)
    actions.hand_out(ALL)
    stored = " ".join(Message.objects.values_list("payload", flat=True)) + " ".join(
        Notice.objects.values_list("data", flat=True)
    )
    for secret in ("Ánh", "0900123456", "anh@", "084190012345", "Thiếu tờ khai", "Nguyễn"):
        assert secret not in stored


def test_whoever_gets_a_dossier_is_told_on_screen(world: World) -> None:
    taken = world.do("forward", world.accept(), by="sa_ruone", to_account_id="minh")
    actions.hand_out(ALL)
    assert told(world, "minh") == ["Xác nhận tình trạng hôn nhân. Thạch Thị Sa Rươne chuyển, hẹn trả 09:00 05/05/2023."]
    assert (queries.unread(world.viewer("minh")), queries.unread(world.viewer("so_phia"))) == (1, 0)
    world.do("assign", taken, by="bich_thuy", to_account_id="so_phia")
    actions.hand_out(ALL)
    assert "Trần Thị Bích Thủy giao, hẹn trả" in told(world, "so_phia")[0]


def test_taking_a_dossier_oneself_tells_nobody(world: World) -> None:
    queued = world.do("forward", world.accept(), by="sa_ruone", to_unit_id=THANH_SON)
    actions.hand_out(ALL)
    before = queries.unread(world.viewer("minh"))
    world.do("assign", queued, by="minh", to_account_id="minh")
    actions.hand_out(ALL)
    assert queries.unread(world.viewer("minh")) == before


def test_a_dossier_in_a_queue_is_told_to_the_leaders_who_assign_it(world: World) -> None:
    world.do("forward", world.accept(), by="sa_ruone", to_unit_id=THANH_SON)
    actions.hand_out(ALL)
    assert len(told(world, "bich_thuy")) == len(told(world, "sa_rath")) == 1
    assert told(world, "minh") == told(world, "van_phuc") == []


def test_who_is_mentioned_is_told_and_not_who_wrote(world: World) -> None:
    dossier = world.accept()
    ids = [world.accounts[who] for who in ("minh", "so_phia", "sa_ruone")] + [999_999]
    post_to(dossier, NOTE, mentioned=ids, by=world.accounts["sa_ruone"])
    actions.hand_out(ALL)
    expected = "Xác nhận tình trạng hôn nhân. Thạch Thị Sa Rươne nhắc đến ông/bà trong ghi chú."
    assert told(world, "minh") == told(world, "so_phia") == [expected]
    assert told(world, "sa_ruone") == []


@pytest.mark.parametrize(("late", "says"), [(False, "hẹn lại trước khi quá hạn"), (True, "nay đã quá hạn")])
def test_holder_and_leaders_are_warned_once_each(world: World, at: At, late: bool, says: str) -> None:
    on = world.do("forward", world.accept(), by="sa_ruone", to_account_id="bich_thuy")
    actions.hand_out(ALL)
    actions.mark_read(world.viewer("bich_thuy"))
    assert on.due_at is not None
    at((on.due_at + timedelta(hours=1 if late else -1)).isoformat())
    post_to(on, WARNING, due_at=on.due_at.isoformat())
    actions.hand_out(ALL)
    for who in ("bich_thuy", "sa_rath"):
        [row] = [one for one in queries.notices(world.viewer(who)).rows if not one.read]
        assert says in row.text
        assert row.subject.startswith("Hồ sơ 000")


def test_nothing_is_told_twice_whatever_breaks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.do("forward", world.accept(**PERSON), by="sa_ruone", to_account_id="minh")
    for row in outbox_queries.Message.objects.filter(topic="dossier.forward"):
        message = outbox._outgoing(row)
        with transaction.atomic():
            actions.take(message, channels=ALL)
            actions.take(message, channels=ALL)
    actions.hand_out(ALL)
    assert len(told(world, "minh")) == 1
    assert Message.objects.filter(topic="notice.mail").count() == 1


def test_what_a_replay_did_is_told_to_nobody(world: World) -> None:
    with outbox.holding():
        world.do("forward", world.accept(**PERSON), by="sa_ruone", to_account_id="minh")
    assert actions.hand_out(ALL) == outbox.Drained(sent=0, later=0, dead=0)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("topic", ["dossier.void", "dossier.correct", "dossier.approve", "something.else"])
def test_topics_that_nobody_is_told_of(world: World, topic: str) -> None:
    post_to(world.accept(phone=""), topic)
    assert actions.hand_out(ALL).sent == 2
    assert not Notice.objects.exists()


def test_a_message_about_nothing_is_passed_over(db: None) -> None:
    with transaction.atomic():
        outbox.post(topic="dossier.settle", subject_type="dossier", subject_id=404, payload={"code": "X", "entry": 1})
    assert actions.hand_out(ALL).sent == 1


def test_every_act_is_told_of_or_left_out_on_purpose() -> None:
    silent = {Act.SUBMIT, Act.APPROVE, Act.CORRECT, Act.VOID}
    assert {act for act in Act if not rules_of(f"dossier.{act}")} == silent
    assert {rule.audience for rule in RULES} == set(Audience)


def test_an_office_of_its_own_words(world: World) -> None:
    boss = world.viewer("my_dung")
    place = {"name": "accept", "language": Language.VI, "part": Part.SHORT}
    actions.change_template(boss, unit_id=world.units[THANH_SON], **place, text="Xã đã nhận {code}", version=0, key="k")
    world.accept(**PERSON)
    world.accept(**PERSON, unit_key=DESK, procedure="2.000815")
    actions.hand_out({Channel.SMS})
    post = Post()
    send(post, {Channel.SMS})
    assert sorted(one.text for one in post.arrived)[1] == f"Xã đã nhận {CODE}"
    assert "đã được tiếp nhận" in sorted(one.text for one in post.arrived)[0]


def test_a_name_that_looks_like_a_template_stays_a_name(world: World) -> None:
    world.accept(**PERSON, name="{site} {content} Ánh")
    actions.hand_out({Channel.MAIL})
    post = Post()
    send(post)
    assert post.arrived[0].text.startswith("Kính gửi ông/bà {site} {content} Ánh,")


def test_without_a_date_the_text_says_so(world: World) -> None:
    world.submit(**PERSON, procedure=BIRTH)
    on = world.accept(**PERSON, procedure="1.013978")
    assert on.due_at is None
    actions.hand_out({Channel.SMS})
    post = Post()
    send(post, {Channel.SMS})
    assert [("chưa ấn định" in one.text) for one in post.arrived] == [True]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("channel", Channel)
def test_every_language_is_ready_for_who_will_ask_for_it(world: World, language: Language, channel: Channel) -> None:
    dossier = addressing.addressed(world.accept(**PERSON).dossier_id)
    assert dossier is not None
    told = {"due_at": None, "at": "2023-04-27T09:00+07:00", "actor": None}
    values = composing._values(dossier, told, language=language, site=SITE)
    for name in sorted(FOR_APPLICANTS):
        subject, text = composing._worded(name, channel, dossier.unit_id, language=language, values=values)
        assert bool(subject) == (channel is Channel.MAIL)
        assert CODE in text
        assert not {"{", "}"} & set(text)


def test_the_unit_that_is_asked_is_told(world: World) -> None:
    on = world.do("forward", world.accept(), by="sa_ruone", to_account_id="minh")
    Consultation.objects.create(
        dossier_id=on.dossier_id, number=1, asker_unit_id=world.units[THANH_SON], unit_id=world.units[JUSTICE],
        asked_version=3, asked_at=clock.now(), due_at=clock.now(),
    )  # fmt: skip
    post_to(on, "dossier.consult", version=3, by=world.accounts["minh"])
    actions.hand_out(ALL)
    assert told(world, "kim_loan") == [
        "Xác nhận tình trạng hôn nhân. Nguyễn Văn Minh hỏi ý kiến của đơn vị, hồ sơ hẹn trả 09:00 05/05/2023."
    ]
    assert told(world, "minh_hieu") == [], "its leader passes the question on"
    post_to(on, "dossier.answer", version=4, by=world.accounts["kim_loan"])
    actions.hand_out(ALL)
    assert "Phan Thị Kim Loan đã trả lời" in told(world, "minh")[0]


def test_the_unit_whose_question_is_taken_back_is_told_and_no_other(world: World) -> None:
    on = world.bring(world.accept(), State.PROCESSING)
    units = (world.units[JUSTICE], world.units[HAM_TAN])
    on = world.do(
        "consult", on, by="minh", unit_ids=units, question="Có đúng không?", amount=2, unit=TermUnit.WORKING_DAY
    )
    actions.hand_out(())
    world.do("take_back", on, by="minh", consultation=1, reason="Đã tra được trong sổ cũ.")
    actions.hand_out(())
    latest = told(world, "kim_loan")[0]
    assert latest.endswith("Nguyễn Văn Minh đã rút lại câu hỏi; đơn vị không phải trả lời nữa.")
    assert "sổ cũ" not in latest
    assert not any("rút lại" in text for who in ("quoc_huy", "minh", "bich_thuy") for text in told(world, who))


def test_reading_and_pages(world: World) -> None:
    on = world.accept()
    for _ in range(5):
        post_to(on, NOTE, mentioned=[world.accounts["minh"]], by=world.accounts["sa_ruone"])
    actions.hand_out(ALL)
    viewer = world.viewer("minh")
    first = queries.notices(viewer, size=2)
    second = queries.notices(viewer, before=first.next, size=2)
    last = queries.notices(viewer, before=second.next, size=2)
    ids = [row.id for page in (first, second, last) for row in page.rows]
    assert (ids, last.next) == (sorted(ids, reverse=True), 0)
    assert len(ids) == 5
    assert actions.mark_read(world.viewer("so_phia"), notice_id=ids[0]) == 0, "only one's own"
    assert actions.mark_read(viewer, notice_id=ids[0]) == 1
    assert actions.mark_read(viewer, notice_id=ids[0]) == 0
    assert queries.unread(viewer) == 4
    assert actions.mark_read(viewer) == 4
    assert queries.unread(viewer) == 0
    assert all(row.read for row in queries.notices(viewer).rows)


def test_the_operator_has_no_notices(world: World) -> None:
    operator = world.viewer("")
    assert (queries.unread(operator), queries.notices(operator).rows, actions.mark_read(operator)) == (0, (), 0)


def test_times_are_those_of_the_store(world: World) -> None:
    world.do("forward", world.accept(), by="sa_ruone", to_account_id="minh")
    actions.hand_out(ALL)
    [row] = queries.notices(world.viewer("minh")).rows
    assert row.at == clock.instant("2023-04-27 09:00", field="at")
    assert json.loads(Notice.objects.get().data)["procedure"] == "Xác nhận tình trạng hôn nhân"
