"""Every field of every form of both packs stands on its sheet."""

from __future__ import annotations

import re
from datetime import date

import pytest

from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets import lists
from motcua.desks.frame.sheets.pdf import pdf
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.law.registry import law
from motcua.law.types import Form, TermUnit
from motcua.records.casework import hand_over_lists, noting
from motcua.records.casework.hand_overs import Direction
from motcua.rules.dossier import Act, State
from motcua.rules.period import period
from motcua.rules.refusal import Conflict, NotFound
from tests.conftest import At
from tests.desks.frame.papers import ACTS, ERAS, handled, letter, letter_of, seen, words
from tests.world import THANH_SON, World

pytestmark = [
    pytest.mark.usefixtures("store"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]

FORMS = [
    (pack, form.id)
    for pack, days in ERAS.items()
    for form in law().form_pack_on(date.fromisoformat(days[0][:10])).forms
]

OTHERWISE = {
    "parent_agency": "",  # a committee has none above it on its letters
    "agency": "ỦY BAN NHÂN DÂN XÃ THANH SƠN",
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "dossier_code": "Mã hồ sơ",
    "look_up_qr": "",
    "barcode": "",
    "place_and_date": "Thanh Sơn, ngày",
    "owner_name": "Chủ hồ sơ",
    "component_order": "TT",
    "component_originals": "Bản chính",
    "component_certified": "Bản sao chứng thực|Bản sao chứng",
    "component_copies": "Bản chụp",
    "order": "TT",
    "sets": "bộ",
    "letter_number": "Số: 0",
    "officer_contact": "Cán bộ liên hệ",
    "recipients": "Nơi nhận:",
    "subject": "Về việc trả kết quả",
    "stage": "Giai đoạn giải quyết: đang giải quyết, chưa có kết quả",
    "signer": "Trần Thị Bích Thủy|Thạch Sa Rath",
    "signer_title": "CHỦ TỊCH",
    "submitter_signature": "NGƯỜI NỘP HỒ SƠ",
    "receiver_signature": "NGƯỜI TIẾP NHẬN HỒ SƠ|PHÓ CHỦ TỊCH",
    "guide_signature": "NGƯỜI HƯỚNG DẪN",
    "slip_copies": "Liên 2: lưu tại bộ phận tiếp nhận",
    "officer_signature": "NGƯỜI TRẢ KẾT QUẢ",
    "recipient_signature": "NGƯỜI NHẬN KẾT QUẢ",
}
"""What stands on the sheet for a field that is not printed under its label; alternatives apart by |."""


IN_SENTENCES = {
    "content": "nội dung: Xác nhận tình trạng hôn nhân",
    "received_at": "đã tiếp nhận hồ sơ của ông/bà vào 09 giờ 00 phút",
    "due_at": "hẹn trả kết quả vào 09 giờ 00 phút",
}
"""What an apology says in sentences."""


def sheet(world: World, pack: str, form_id: str) -> Sheet:
    """A sheet of each form, filled in the days of a pack."""
    accepted, later = ERAS[pack]
    on = date.fromisoformat(later[:10])
    if form_id in ("apology", "apology_extension", *ACTS):
        return letter(world, pack, "apology" if form_id == "apology_extension" else form_id)
    if form_id == "receipt":
        taken = handled(world, pack)
        return sheets.receipt_sheet(
            seen(world, taken), noting.receipt_printed(world.viewer("sa_ruone"), taken.dossier_id)
        )
    if form_id == "control_slip":
        return sheets.control_slip_sheet(seen(world, handled(world, pack)))
    done = world.bring(world.accept(at=accepted), State.RETURNED, at=later)
    if form_id == "result_receipt":
        return sheets.result_receipt_sheet(seen(world, done))
    viewer, unit = world.viewer("sa_ruone"), world.units[THANH_SON]
    if form_id == "register":
        return lists.register_sheet(viewer, unit, period(accepted[:7]))
    listed = hand_over_lists.issue(
        viewer, unit_id=unit, other_unit_id=unit, day=on, direction=Direction.BACK, key=world.key()
    )
    return lists.hand_over_sheet(viewer, listed.id)


def form(pack: str, form_id: str) -> Form:
    found = law().form_pack_on(date.fromisoformat(ERAS[pack][0][:10])).form(form_id)
    assert found is not None
    return found


@pytest.mark.parametrize(("pack", "form_id"), FORMS)
def test_every_field_of_the_form_stands_on_the_sheet(world: World, at: At, pack: str, form_id: str) -> None:
    at(ERAS[pack][1])
    text = words(pdf(sheet(world, pack, form_id)))
    for field in form(pack, form_id).fields:
        told = {**OTHERWISE, **IN_SENTENCES} if form_id.startswith("apology") else OTHERWISE
        expected = told.get(field.id, field.label)
        assert re.search(expected.replace("(", r"\("), text), (field.id, expected)


@pytest.mark.parametrize(("pack", "form_id"), FORMS)
def test_a_sheet_names_its_form(world: World, at: At, pack: str, form_id: str) -> None:
    at(ERAS[pack][1])
    made, official = sheet(world, pack, form_id), form(pack, form_id)
    assert made.title == official.title
    number = {"tt01_2018": "01/2018/TT-VPCP", "tt03_2025": "03/2025/TT-VPCP"}[pack]
    named = "Mẫu của hệ thống, không thuộc bộ mẫu" if official.extra else f"Mẫu số {official.number} –"
    assert made.form.startswith(named)
    assert number in made.form


def test_a_dossier_keeps_the_pack_of_its_acceptance(world: World, at: At) -> None:
    old = handled(world, "tt01_2018")
    at("2025-08-06 10:00")
    assert "01/2018/TT-VPCP" in sheets.control_slip_sheet(seen(world, old)).form


def test_a_pack_without_the_form_says_so(world: World, at: At) -> None:
    at(ERAS["tt01_2018"][1])
    made = letter(world, "tt01_2018", "stop_notice")
    assert made.form == "Trình bày theo mẫu số 05 – Thông tư 03/2025/TT-VPCP; bộ mẫu lúc tiếp nhận không có mẫu này"


def test_at_the_door_the_receiving_officer_signs_the_refusal(world: World, at: At) -> None:
    sent = world.submit(at="2023-04-27 08:00", procedure="1.001193")
    declined = world.do("decline", sent, by="sa_ruone", at="2023-04-27 09:00", reason="Không thuộc thẩm quyền")
    at("2023-04-28 10:00")
    text = words(pdf(letter_of(world, declined)))
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in text
    assert "thông báo hồ sơ trên không tiếp nhận" in text


def test_an_apology_without_a_new_promise_tells_the_day_it_expects(world: World, at: At) -> None:
    late = world.do(
        "apologise", handled(world, "tt01_2018"), by="sa_rath", at="2023-05-05 10:00",
        reason="Chờ xác minh", expected=date(2023, 5, 9), unit_cause="Công an huyện chưa trả lời",
    )  # fmt: skip
    at("2023-05-05 11:00")
    text = words(pdf(letter_of(world, late)))
    assert "Thời gian hẹn lại: ngày 09/05/2023" in text
    assert "Đơn vị gây chậm: Công an huyện chưa trả lời" in text
    assert "hẹn trả kết quả vào 09 giờ 00 phút, thứ Sáu 05/05/2023" in text


def test_of_the_withdrawn_the_new_pack_tells_by_form_05(world: World, at: At) -> None:
    gone = world.do("withdraw", handled(world, "tt03_2025"), by="sa_ruone", at="2025-08-06 10:00", reason="Đổi ý")
    at("2025-08-06 11:00")
    assert "Yêu cầu dừng: Người nộp đề nghị rút hồ sơ: Đổi ý" in words(pdf(letter_of(world, gone)))


def test_a_draft_says_so_has_no_number_and_foresees_the_new_date(world: World, at: At) -> None:
    taken = handled(world, "tt03_2025")
    at(ERAS["tt03_2025"][1])
    typed = {"reason": "Chờ xác minh", "amount": "2", "unit": "working_day"}
    draft = sheets.draft_letter(world.viewer("bich_thuy"), taken.code, Act.EXTEND, typed)
    inputs = {"reason": "Chờ xác minh", "amount": 2, "unit": TermUnit.WORKING_DAY}
    extended = world.do("extend", taken, by="bich_thuy", at=ERAS["tt03_2025"][1], **inputs)
    issued = words(pdf(letter_of(world, extended)))
    text = words(pdf(draft))
    assert "DỰ THẢO" in text
    assert "Số: 01/PXL" in issued
    assert "Số: 01/PXL" not in text
    for same in ("Thời gian hẹn lại: 09 giờ 00 phút, thứ Ba 12/08/2025", "gia hạn: 2 ngày làm việc", "Chờ xác minh"):
        assert same in text
        assert same in issued


def test_a_draft_is_only_for_whoever_may_do_the_act_and_only_of_letters(world: World, at: At) -> None:
    taken = handled(world, "tt01_2018")
    at(ERAS["tt01_2018"][1])
    with pytest.raises(Conflict):
        sheets.draft_letter(world.viewer("minh"), taken.code, Act.EXTEND, {})
    for act in (Act.FORWARD, Act.WITHDRAW):  # the old pack has no form for a withdrawal
        with pytest.raises(NotFound):
            sheets.draft_letter(world.viewer("sa_ruone"), taken.code, act, {})
    with pytest.raises(NotFound):
        sheets.draft_letter(world.viewer("thu_ha"), taken.code, Act.STOP, {})


def test_what_promises_nothing_has_no_receipt_and_no_slip(world: World, at: At) -> None:
    void = world.bring(world.accept(at="2023-04-27 09:00"), State.VOID, at="2023-04-27 09:10")
    at("2023-04-28 10:00")
    for make in (sheets.receipt_sheet, sheets.control_slip_sheet, sheets.result_receipt_sheet):
        with pytest.raises(Conflict):
            make(seen(world, void))
