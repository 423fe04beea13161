"""What the shipped law answers: eras, policies, form packs, states, and dates it does not speak of."""

from __future__ import annotations

import time as stopwatch
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.registry import PACKAGED, LawValue, NoValue, Registry, law
from motcua.law.types import (
    ClockEffect,
    Confidence,
    DayReading,
    FormPack,
    SupplementPolicy,
    Term,
    TermUnit,
)

LAST_OF_FIRST_ERA = date(2025, 6, 30)
FIRST_OF_SECOND_ERA = date(2025, 7, 1)


def every_value() -> list[LawValue]:
    return [value for series in law().series() for value in series.values]


def test_the_shipped_law_is_loaded_once() -> None:
    assert law() is law()


def test_loading_is_quick() -> None:
    def seconds() -> float:
        start = stopwatch.process_time()
        Registry.load(PACKAGED)
        return stopwatch.process_time() - start

    assert min(seconds() for _ in range(3)) <= 0.6  # on a machine that others work on, too


BOUNDARIES = [
    # id, date, document, value
    ("deadlines.supplement_policy", date(2018, 6, 21), "61/2018/NĐ-CP", SupplementPolicy.RESTART),
    ("deadlines.supplement_policy", LAST_OF_FIRST_ERA, "61/2018/NĐ-CP", SupplementPolicy.RESTART),
    ("deadlines.supplement_policy", FIRST_OF_SECOND_ERA, "118/2025/NĐ-CP", SupplementPolicy.RESTART),
    ("deadlines.supplement_policy", date(2040, 1, 1), "118/2025/NĐ-CP", SupplementPolicy.RESTART),
    ("deadlines.supplement_limit", date(2021, 12, 5), None, 1),
    ("deadlines.supplement_limit", date(2021, 12, 6), "107/2021/NĐ-CP", 1),
    ("deadlines.supplement_limit", LAST_OF_FIRST_ERA, "107/2021/NĐ-CP", 1),
    ("deadlines.supplement_limit", FIRST_OF_SECOND_ERA, "118/2025/NĐ-CP", 1),
    ("deadlines.working_day_minutes", date(2018, 6, 21), None, 480),
    ("deadlines.working_day_minutes", FIRST_OF_SECOND_ERA, None, 480),
    ("deadlines.day_reading", LAST_OF_FIRST_ERA, None, DayReading.MINUTES),
    ("deadlines.day_reading", FIRST_OF_SECOND_ERA, None, DayReading.MINUTES),
    ("deadlines.same_day_cut_off", LAST_OF_FIRST_ERA, None, time(15)),
    ("deadlines.same_day_cut_off", FIRST_OF_SECOND_ERA, None, time(15)),
    ("deadlines.online_check", date(2020, 5, 22), "45/2020/NĐ-CP", Term(amount=8, unit=TermUnit.WORKING_HOUR)),
    ("deadlines.online_check", FIRST_OF_SECOND_ERA, "118/2025/NĐ-CP", Term(amount=8, unit=TermUnit.WORKING_HOUR)),
    ("deadlines.hand_over", LAST_OF_FIRST_ERA, "61/2018/NĐ-CP", Term(amount=0, unit=TermUnit.SAME_DAY)),
    ("deadlines.hand_over", FIRST_OF_SECOND_ERA, "118/2025/NĐ-CP", Term(amount=0, unit=TermUnit.SAME_DAY)),
    ("deadlines.hand_over_cut_off", LAST_OF_FIRST_ERA, "61/2018/NĐ-CP", time(15)),
    ("deadlines.apology_lead", LAST_OF_FIRST_ERA, "61/2018/NĐ-CP", Term(amount=1, unit=TermUnit.DAY)),
    ("deadlines.apology_limit", FIRST_OF_SECOND_ERA, "118/2025/NĐ-CP", 1),
    ("reporting.closing_day", date(2023, 6, 14), "09/2019/NĐ-CP", 14),
]


@pytest.mark.parametrize(("law_id", "on", "document", "value"), BOUNDARIES)
def test_the_value_on_a_date(law_id: str, on: date, document: str | None, value: object) -> None:
    found = law().value_on(law_id, on)
    assert (found.id, found.document, found.value) == (law_id, document, value)
    assert found.covers(on)


@pytest.mark.parametrize(
    ("law_id", "on", "words"),
    [
        ("deadlines.supplement_policy", date(2018, 6, 20), "«deadlines.supplement_policy» cho ngày 20/06/2018"),
        ("deadlines.online_check", date(2020, 5, 21), "«deadlines.online_check» cho ngày 21/05/2020"),
        ("calendar.days_off", date(2022, 12, 31), "«calendar.days_off» cho ngày 31/12/2022"),
        ("calendar.days_off", date(2027, 1, 1), "«calendar.days_off» cho ngày 01/01/2027"),
        ("deadlines.nothing", date(2023, 1, 1), "Không có giá trị pháp lý «deadlines.nothing»"),
    ],
)
def test_a_date_the_law_does_not_speak_of(law_id: str, on: date, words: str) -> None:
    with pytest.raises(NoValue) as caught:
        law().value_on(law_id, on)
    assert words in str(caught.value)
    assert caught.value.field == law_id
    assert caught.value.message.format(**caught.value.values) == str(caught.value)


def test_deadline_rules_of_the_first_era() -> None:
    rules = law().deadline_rules_on(date(2023, 4, 28))
    assert (rules.working_day_minutes, rules.same_day_cut_off, rules.reading) == (480, time(15), DayReading.MINUTES)
    assert (rules.supplement_policy, rules.max_supplements) == (SupplementPolicy.RESTART, 1)
    assert rules.source == "61/2018/NĐ-CP, 107/2021/NĐ-CP (chờ kiểm chứng)"


def test_the_second_era_keeps_the_rules_and_names_its_own_document() -> None:
    first, second = law().deadline_rules_on(LAST_OF_FIRST_ERA), law().deadline_rules_on(FIRST_OF_SECOND_ERA)
    assert first.source != second.source == "118/2025/NĐ-CP (chờ kiểm chứng)"
    names = ("working_day_minutes", "same_day_cut_off", "reading", "supplement_policy", "max_supplements")
    assert [getattr(first, name) for name in names] == [getattr(second, name) for name in names]


def test_there_are_no_rules_before_the_first_era() -> None:
    with pytest.raises(NoValue):
        law().deadline_rules_on(date(2018, 6, 20))


def test_values_inherited_by_the_second_era_say_so() -> None:
    inherited = [
        value
        for value in every_value()
        if value.valid_from == FIRST_OF_SECOND_ERA and value.id.startswith("deadlines.")
    ]
    assert len(inherited) == 11
    assert all(value.confidence is Confidence.TO_VERIFY for value in inherited)
    assert all("như thời kỳ trước" in value.note for value in inherited)


def test_supplement_policies_are_described_for_people() -> None:
    policies = law().supplement_policies_on(date(2023, 1, 1))
    assert {policy: value.label for policy, value in policies.items()} == {
        SupplementPolicy.RESTART: "Tính lại từ đầu",
        SupplementPolicy.SUBTRACT: "Trừ thời gian chờ",
        SupplementPolicy.EXTEND: "Gia hạn theo thời gian chờ",
    }
    assert policies[SupplementPolicy.SUBTRACT].citation == "766/QĐ-TTg, Bộ chỉ số, chỉ số 2.1"
    assert policies[SupplementPolicy.EXTEND].citation == "chưa rõ văn bản"


def test_the_scoring_policy_is_unknown_before_its_decision() -> None:
    assert set(law().supplement_policies_on(date(2022, 6, 22))) == {SupplementPolicy.RESTART, SupplementPolicy.EXTEND}


OLD_PACK = {
    "receipt": ("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement_request": ("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": ("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    "apology": ("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    "control_slip": ("05", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    "register": ("06", "Sổ theo dõi hồ sơ"),
}
NEW_PACK = {
    "receipt": OLD_PACK["receipt"],
    "supplement_request": OLD_PACK["supplement_request"],
    "refusal": OLD_PACK["refusal"],
    "apology_extension": ("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
    "stop_notice": ("05", "Thông báo dừng giải quyết hồ sơ"),
    "control_slip": ("06", "Phiếu kiểm soát"),
    "register": ("07", "Sổ theo dõi hồ sơ"),
}
EXTRA = {"result_receipt", "hand_over_list"}


@pytest.mark.parametrize(
    ("on", "pack_id", "official"),
    [
        (date(2018, 11, 23), "tt01_2018", OLD_PACK),
        (LAST_OF_FIRST_ERA, "tt01_2018", OLD_PACK),
        (FIRST_OF_SECOND_ERA, "tt03_2025", NEW_PACK),
    ],
)
def test_the_form_pack_on_a_date(on: date, pack_id: str, official: dict[str, tuple[str, str]]) -> None:
    pack = law().form_pack_on(on)
    assert pack.id == pack_id
    assert {form.id: (form.number, form.title) for form in pack.forms if not form.extra} == official
    assert {form.id for form in pack.forms if form.extra} == EXTRA


def test_there_is_no_form_pack_before_the_first() -> None:
    with pytest.raises(NoValue, match="Chưa có bộ mẫu biểu nào cho ngày 22/11/2018"):
        law().form_pack_on(date(2018, 11, 22))


HEAD = {"parent_agency", "agency", "motto", "dossier_code", "look_up_qr", "barcode", "place_and_date"}
CONTACT = {"submitter_name", "submitter_address", "submitter_phone", "submitter_email"}
COMPONENTS = {
    "component_order",
    "component_name",
    "component_originals",
    "component_certified",
    "component_copies",
}
FIELDS = {
    "receipt": HEAD
    | CONTACT
    | COMPONENTS
    | {"submitter_identity", "owner_name", "owner_address", "receiving_desk", "content", "fee_mode", "fee", "sets"}
    | {"legal_time", "received_at", "due_at", "return_method", "register_book", "register_serial", "hotline"}
    | {"look_up_site", "submitter_signature", "receiver_signature"},
    "supplement_request": HEAD
    | CONTACT
    | COMPONENTS
    | {"letter_number", "content", "reason", "officer_contact", "guide_signature"},
    "refusal": HEAD | CONTACT | {"content", "reasons", "officer_contact", "submitter_signature", "receiver_signature"},
    "register": {"order", "dossier_code", "content", "sets", "owner_name", "owner_address", "owner_phone", "area"}
    | {"received_at", "due_at", "returned_at", "receiving_officer", "handling_agency", "return_method", "note"},
    "result_receipt": {"dossier_code", "procedure", "owner_name", "officer_name", "officer_phone", "officer_email"}
    | {"recipient_name", "recipient_phone", "recipient_email", "result_kind", "result_number", "result_summary"}
    | {"returned_at", "officer_signature", "recipient_signature"},
    "hand_over_list": {"order", "dossier_code", "content", "result", "owner_name", "owner_address", "has_fee"}
    | {"by_post", "handed_over_at", "giver", "receiver"},
}
APOLOGY = (
    HEAD
    | {"letter_number", "subject", "addressee", "recipients", "content", "responsible_unit", "reason", "received_at"}
    | {"due_at", "new_due_at", "new_place", "signer", "signer_title"}
)
STOP = (
    HEAD
    | {"letter_number", "addressee", "recipients", "content", "stop_request", "stage", "decision"}
    | {
        "money_consequence",
        "signer",
        "signer_title",
    }
)


def fields_of(on: date, form_id: str) -> set[str]:
    form = law().form_pack_on(on).form(form_id)
    assert form is not None
    return {field.id for field in form.fields}


@pytest.mark.parametrize("on", [LAST_OF_FIRST_ERA, FIRST_OF_SECOND_ERA])
@pytest.mark.parametrize("form_id", sorted(FIELDS))
def test_a_form_has_all_its_fields(on: date, form_id: str) -> None:
    assert fields_of(on, form_id) == FIELDS[form_id]


def test_the_letters_of_delay_and_stop_have_all_their_fields() -> None:
    assert fields_of(LAST_OF_FIRST_ERA, "apology") == APOLOGY
    assert fields_of(FIRST_OF_SECOND_ERA, "apology_extension") == APOLOGY | {"extension"}
    assert fields_of(FIRST_OF_SECOND_ERA, "stop_notice") == STOP


def test_the_control_slip_tells_when_to_hand_back_and_has_both_sections() -> None:
    for on in (LAST_OF_FIRST_ERA, FIRST_OF_SECOND_ERA):
        fields = fields_of(on, "control_slip")
        assert {"hand_back_by", "due_at", "received_at", "legal_time"} <= fields
        for section in ("hand_over", "hand_back"):
            parts = ("giver", "receiver", "at", "signatures", "outcome", "note")
            assert {f"{section}_{part}" for part in parts} <= fields


def test_a_pack_without_a_form_answers_none() -> None:
    assert law().form_pack_on(LAST_OF_FIRST_ERA).form("stop_notice") is None


def test_every_group_of_a_field_has_a_heading() -> None:
    packs = [value.value for value in every_value() if isinstance(value.value, FormPack)]
    assert len(packs) == 2
    for pack in packs:
        used = {field.group for form in pack.forms for field in form.fields}
        assert used == {group.id for group in pack.groups}


def test_the_national_states() -> None:
    states = law().national_states()
    assert [(state.code, state.label, state.clock) for state in states] == [
        (1, "Mới đăng ký", ClockEffect.NOT_RUNNING),
        (2, "Được tiếp nhận", ClockEffect.RUNNING),
        (3, "Không được tiếp nhận", ClockEffect.NONE),
        (4, "Đang xử lý", ClockEffect.RUNNING),
        (5, "Yêu cầu bổ sung giấy tờ", ClockEffect.SUSPENDED),
        (6, "Yêu cầu thực hiện nghĩa vụ tài chính", ClockEffect.SUSPENDED),
        (7, "Công dân yêu cầu rút hồ sơ", ClockEffect.STOPPED),
        (8, "Dừng xử lý", ClockEffect.STOPPED),
        (9, "Đã xử lý xong", ClockEffect.STOPPED),
        (10, "Đã trả kết quả", ClockEffect.NONE),
    ]
    assert states[2].counts_as == "bị từ chối ngay khi nộp, không tính vào thống kê"
    assert states[6].counts_as == "đã kết thúc (chỉ khi đã được tiếp nhận)"


def test_letter_symbols() -> None:
    kinds = law().value_on("letters.kinds", date(2023, 1, 1)).value
    assert isinstance(kinds, tuple)
    assert len(kinds) == 27  # the 29 kinds but công văn and thư công, which have no symbol
    assert ("TTr", "Tờ trình") in kinds


def test_every_document_is_cited_and_every_citation_is_known() -> None:
    registry = law()
    known = {document.id for document in registry.documents()}
    cited = {value.document for value in every_value() if value.document}
    amended = {document.amends for document in registry.documents() if document.amends}
    amending = {document.id for document in registry.documents() if document.amends in cited}
    assert cited | amending == known
    assert amended <= cited


def test_a_document_is_found_by_its_reference() -> None:
    document = law().document("107/2021/NĐ-CP")
    assert document is not None
    assert (document.issued, document.amends) == (date(2021, 12, 6), "61/2018/NĐ-CP")
    assert law().document("1/2000/NĐ-CP") is None


def test_every_value_to_verify_says_why_and_where_it_was_read() -> None:
    doubtful = [value for value in every_value() if value.confidence is Confidence.TO_VERIFY]
    assert all(value.note and value.source for value in doubtful)


def test_every_value_names_the_line_it_is_written_on() -> None:
    for value in every_value():
        lines = (PACKAGED / value.file).read_text(encoding="utf-8").splitlines()
        assert lines[value.line - 1].strip() == f"- from: {value.valid_from}"


@given(st.dates(date(2017, 1, 1), date(2030, 12, 31)))
def test_at_most_one_value_of_an_id_is_in_force(on: date) -> None:
    for series in law().series():
        assert sum(value.covers(on) for value in series.values) <= 1


@given(st.dates(date(2018, 6, 21), date(2035, 12, 31)))
def test_deadline_rules_are_known_for_every_day_since_the_first_era(on: date) -> None:
    assert law().deadline_rules_on(on).working_day_minutes == 480


def test_an_own_folder_can_be_loaded(tmp_path: Path) -> None:
    for path in PACKAGED.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(PACKAGED)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8").replace("value: 480", "value: 420"), encoding="utf-8")
    assert Registry.load(tmp_path).deadline_rules_on(date(2023, 1, 1)).working_day_minutes == 420
