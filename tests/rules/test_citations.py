"""References to documents, as offices write them; and what is none."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.citation_symbols import Class
from motcua.rules.citations import Citation, citations
from tests.rules.document_kinds import KINDS

STATE, PARTY, NORMATIVE, JOINT, LETTER = Class.STATE, Class.PARTY, Class.NORMATIVE, Class.JOINT, Class.LETTER


def one(text: str) -> Citation:
    found = citations(text, kinds=KINDS)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


FORMS = [
    # text, class, kind, reference, issuer
    ("03/KH-UBND", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    ("Kế hoạch số 03/KH-UBND", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    ("24/KH-UBND", STATE, "Kế hoạch", "24/KH-UBND", "UBND"),
    ("4851/KH-UBND", STATE, "Kế hoạch", "4851/KH-UBND", "UBND"),
    ("1934/QĐ-UBND", STATE, "Quyết định", "1934/QĐ-UBND", "UBND"),
    ("1.934/QĐ-UBND", STATE, "Quyết định", "1934/QĐ-UBND", "UBND"),
    ("1850/QĐ-UBND", STATE, "Quyết định", "1850/QĐ-UBND", "UBND"),
    ("766/QĐ-TTg", STATE, "Quyết định", "766/QĐ-TTg", "TTg"),
    ("Quyết định số 1085/QĐ-TTg", STATE, "Quyết định", "1085/QĐ-TTg", "TTg"),
    ("1001/QĐ-BNV", STATE, "Quyết định", "1001/QĐ-BNV", "BNV"),
    ("12/QĐ-BCĐCCHC", STATE, "Quyết định", "12/QĐ-BCĐCCHC", "BCĐCCHC"),
    ("123/QĐ-UBND.HC", STATE, "Quyết định", "123/QĐ-UBND.HC", "UBND.HC"),
    ("123/QĐ-UBND-NC", STATE, "Quyết định", "123/QĐ-UBND-NC", "UBND-NC"),
    ("76/NQ-CP", STATE, "Nghị quyết", "76/NQ-CP", "CP"),
    ("30c/NQ-CP", STATE, "Nghị quyết", "30c/NQ-CP", "CP"),
    ("17/NQ-HĐND", STATE, "Nghị quyết", "17/NQ-HĐND", "HĐND"),
    ("595/NQ-UBTVQH15", STATE, "Nghị quyết", "595/NQ-UBTVQH15", "UBTVQH15"),
    ("15/TB-CCT", STATE, "Thông báo", "15/TB-CCT", "CCT"),
    ("06/CT-TTg", STATE, "Chỉ thị", "06/CT-TTg", "TTg"),
    ("45/TTr-SNV", STATE, "Tờ trình", "45/TTr-SNV", "SNV"),
    ("45/TTR-SNV", STATE, "Tờ trình", "45/TTr-SNV", "SNV"),
    ("99/BC-UBND", STATE, "Báo cáo", "99/BC-UBND", "UBND"),
    ("05/CTr-UBND", STATE, "Chương trình", "05/CTr-UBND", "UBND"),
    ("05/QyĐ-UBND", STATE, "Quy định", "05/QyĐ-UBND", "UBND"),
    ("07/QC-UBND", STATE, "Quy chế", "07/QC-UBND", "UBND"),
    ("12/HD-SNV", STATE, "Hướng dẫn", "12/HD-SNV", "SNV"),
    ("02/ĐA-UBND", STATE, "Đề án", "02/ĐA-UBND", "UBND"),
    ("55/BB-UBND", STATE, "Biên bản", "55/BB-UBND", "UBND"),
    ("01/CĐ-UBND", STATE, "Công điện", "01/CĐ-UBND", "UBND"),
    ("01/GM-UBND", STATE, "Giấy mời", "01/GM-UBND", "UBND"),
    ("31/PA-UBND", STATE, "Phương án", "31/PA-UBND", "UBND"),
    ("08/GGT-UBND", STATE, "Giấy giới thiệu", "08/GGT-UBND", "UBND"),
    ("09/GUQ-UBND", STATE, "Giấy ủy quyền", "09/GUQ-UBND", "UBND"),
    ("77/PC-VPUB", STATE, "Phiếu chuyển", "77/PC-VPUB", "VPUB"),
    ("12/BTT-UBND", STATE, "Bản thỏa thuận", "12/BTT-UBND", "UBND"),
    ("384/QĐ-UBND.", STATE, "Quyết định", "384/QĐ-UBND", "UBND"),
    ("báo cáo số 123/BC", STATE, "Báo cáo", "123/BC", ""),
    ("61/2018/NĐ-CP", NORMATIVE, "Nghị định", "61/2018/NĐ-CP", "CP"),
    ("107/2021/NĐ-CP", NORMATIVE, "Nghị định", "107/2021/NĐ-CP", "CP"),
    ("30/2020/NĐ-CP", NORMATIVE, "Nghị định", "30/2020/NĐ-CP", "CP"),
    ("01/2018/TT-VPCP", NORMATIVE, "Thông tư", "01/2018/TT-VPCP", "VPCP"),
    ("02/2017/TT-VPCP", NORMATIVE, "Thông tư", "02/2017/TT-VPCP", "VPCP"),
    ("30/2018/QĐ-UBND", NORMATIVE, "Quyết định", "30/2018/QĐ-UBND", "UBND"),
    ("20/2020/QĐ-TTg", NORMATIVE, "Quyết định", "20/2020/QĐ-TTg", "TTg"),
    ("08/2021/NQ-HĐND", NORMATIVE, "Nghị quyết", "08/2021/NQ-HĐND", "HĐND"),
    ("Luật Tổ chức chính quyền địa phương số 77/2015/QH13", NORMATIVE, "Luật", "77/2015/QH13", "QH"),
    ("Bộ luật số 91/2015/QH13", NORMATIVE, "Bộ luật", "91/2015/QH13", "QH"),
    ("45/2019/QH14", NORMATIVE, "Luật", "45/2019/QH14", "QH"),
    ("Nghị quyết số 43/2022/QH15", NORMATIVE, "Nghị quyết", "43/2022/QH15", "QH"),
    ("Pháp lệnh số 02/2020/UBTVQH14", NORMATIVE, "Pháp lệnh", "02/2020/UBTVQH14", "UBTVQH"),
    ("Nghị quyết 26/2022/UBTVQH15", NORMATIVE, "Nghị quyết", "26/2022/UBTVQH15", "UBTVQH"),
    ("05/2019/L-CTN", NORMATIVE, "Lệnh", "05/2019/L-CTN", "CTN"),
    ("12/2020/VBHN-BTP", NORMATIVE, "Văn bản hợp nhất", "12/2020/VBHN-BTP", "BTP"),
    ("05/2013/TTLT-BTP-BNV", JOINT, "Thông tư liên tịch", "05/2013/TTLT-BTP-BNV", "BTP-BNV"),
    ("Thông tư liên tịch số 11/2015/TTLT-BYT-BNV", JOINT, "Thông tư liên tịch", "11/2015/TTLT-BYT-BNV", "BYT-BNV"),
    ("403/2017/NQLT-UBTVQH14-CP", JOINT, "Nghị quyết liên tịch", "403/2017/NQLT-UBTVQH14-CP", "UBTVQH14-CP"),
    ("12/KHLT-SNV-TĐ", JOINT, "Kế hoạch liên tịch", "12/KHLT-SNV-TĐ", "SNV-TĐ"),
    ("03/CTrPH-UBND-MTTQ", JOINT, "Chương trình phối hợp", "03/CTrPH-UBND-MTTQ", "UBND-MTTQ"),
    ("12-CTr/TU", PARTY, "Chương trình", "12-CTr/TU", "TU"),
    ("66-QĐ/TW", PARTY, "Quyết định", "66-QĐ/TW", "TW"),
    ("Quy định 66-QĐ/TW", PARTY, "Quy định", "66-QĐ/TW", "TW"),
    ("Quy định số 08-QĐi/TW", PARTY, "Quy định", "08-QĐi/TW", "TW"),
    ("41-NQ/TƯ", PARTY, "Nghị quyết", "41-NQ/TƯ", "TƯ"),
    ("17-NQ/TW", PARTY, "Nghị quyết", "17-NQ/TW", "TW"),
    ("36-HD/VPTW", PARTY, "Hướng dẫn", "36-HD/VPTW", "VPTW"),
    ("20-CT/TW", PARTY, "Chỉ thị", "20-CT/TW", "TW"),
    ("83-KL/TW", PARTY, "Kết luận", "83-KL/TW", "TW"),
    ("15-KH/HU", PARTY, "Kế hoạch", "15-KH/HU", "HU"),
    ("22-BC/ĐU", PARTY, "Báo cáo", "22-BC/ĐU", "ĐU"),
    ("03-CTrHĐ/TU", PARTY, "Chương trình hành động", "03-CTrHĐ/TU", "TU"),
    ("1234-CV/TU", PARTY, "Công văn", "1234-CV/TU", "TU"),
    ("10-QC/TU", PARTY, "Quy chế", "10-QC/TU", "TU"),
    ("07/NQ-TU", PARTY, "Nghị quyết", "07/NQ-TU", "TU"),
    ("20/CT-TW", PARTY, "Chỉ thị", "20/CT-TW", "TW"),
    ("12/UBND-NV", LETTER, "Công văn", "12/UBND-NV", "UBND"),
    ("công văn số 12/UBND-NV", LETTER, "Công văn", "12/UBND-NV", "UBND"),
    ("12729/VPCP-KGVX", LETTER, "Công văn", "12729/VPCP-KGVX", "VPCP"),
    ("345/SNV-CCHC", LETTER, "Công văn", "345/SNV-CCHC", "SNV"),
    ("678/SVHTT&DL-VP", LETTER, "Công văn", "678/SVHTT&DL-VP", "SVHTT&DL"),
    ("số 234/UBND", LETTER, "Công văn", "234/UBND", "UBND"),
    ("88/CV-UBND", LETTER, "Công văn", "88/CV-UBND", "UBND"),
    ("5678/BNV-CCHC", LETTER, "Công văn", "5678/BNV-CCHC", "BNV"),
    # Writing that is tolerated
    ("Số: 03 / KH - UBND", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    ("kế hoạch số 03/kh-ubnd", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    ("QUYẾT ĐỊNH SỐ 766/QĐ-TTG", STATE, "Quyết định", "766/QĐ-TTg", "TTg"),
    ("766/qđ-ttg", STATE, "Quyết định", "766/QĐ-TTg", "TTg"),
    ("61/2018/nđ-cp", NORMATIVE, "Nghị định", "61/2018/NĐ-CP", "CP"),
    ("61 / 2018 / NĐ - CP", NORMATIVE, "Nghị định", "61/2018/NĐ-CP", "CP"),
    ("1934/QÐ-UBND", STATE, "Quyết định", "1934/QĐ-UBND", "UBND"),
    ("1934/QĐ–UBND", STATE, "Quyết định", "1934/QĐ-UBND", "UBND"),
    ("03/KH\u2011UBND", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    ("12 - CTr / TU", PARTY, "Chương trình", "12-CTr/TU", "TU"),
    ("(03/KH-UBND)", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    ("-03/KH-UBND;", STATE, "Kế hoạch", "03/KH-UBND", "UBND"),
    (unicodedata.normalize("NFD", "Quyết định số 1934/QĐ-UBND"), STATE, "Quyết định", "1934/QĐ-UBND", "UBND"),
]


@pytest.mark.parametrize(("text", "document_class", "kind", "reference", "issuer"), FORMS)
def test_a_reference(text: str, document_class: Class, kind: str, reference: str, issuer: str) -> None:
    found = one(text)
    assert (found.document_class, found.kind, found.reference, found.issuer) == (
        document_class, kind, reference, issuer,
    )  # fmt: skip
    assert found.text == text[found.start : found.end]


@pytest.mark.parametrize(("text", "document_class", "kind", "reference", "issuer"), FORMS)
def test_a_reference_amid_a_sentence(text: str, document_class: Class, kind: str, reference: str, issuer: str) -> None:
    whole = f"Thực hiện {text} của cấp trên, 17 xã đã tiếp nhận 1.401 hồ sơ (99,93%)."
    found = one(whole)
    assert (found.document_class, found.reference) == (document_class, reference)
    assert found.text == whole[found.start : found.end]


def test_the_number_and_the_symbol_as_printed() -> None:
    found = one("Kế hoạch số 03/KH-UBND")
    assert (found.number, found.symbol) == ("03", "KH-UBND")
    found = one("Chương trình 12-CTr/TU")
    assert (found.number, found.symbol) == ("12", "CTr/TU")
    found = one("Nghị định 61/2018/NĐ-CP")
    assert (found.number, found.symbol, found.year) == ("61", "NĐ-CP", 2018)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kế hoạch số 03/KH-UBND ngày 30/01/2023 của UBND huyện", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND, ngày 30/1/2023", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND ngày 30-01-2023", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND ngày 30.01.2023", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND ngày 30 tháng 01 năm 2023", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND (ngày 30/01/2023)", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND của UBND huyện Trà Cú ngày 30/01/2023", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND ban hành ngày 30/01/2023", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND được ban hành ngày 30/01/2023", date(2023, 1, 30)),
        ("Ngày 30/01/2023, UBND huyện ban hành Kế hoạch số 03/KH-UBND", date(2023, 1, 30)),
        ("Kế hoạch số 03/KH-UBND; ngày 30/01/2023 họp triển khai", None),
        ("Kế hoạch số 03/KH-UBND có hiệu lực từ ngày 30/01/2023", None),
        ("Kế hoạch số 03/KH-UBND từ ngày 30/01/2023", None),
        ("Kế hoạch số 03/KH-UBND ngày 31/02/2023", None),
        ("Kế hoạch số 03/KH-UBND\nNgày 30/01/2023", None),
        ("Kế hoạch số 03/KH-UBND", None),
    ],
)
def test_the_day_of_a_document(text: str, day: date | None) -> None:
    found = one(text)
    assert found.day == day
    assert found.year == (day.year if day else None)


def test_the_year_in_a_number_stands_whatever_the_day() -> None:
    assert one("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ").day == date(2018, 4, 23)


def test_the_day_of_a_sentence_is_not_taken_for_that_of_the_document() -> None:
    found = one("Thực hiện Điều 17 Nghị định 61/2018/NĐ-CP, ngày 27 tháng 6 năm 2023 huyện đã báo cáo")
    assert (found.year, found.day) == (2018, None)


def test_several_references_in_the_order_of_the_text() -> None:
    text = "Nghị định 61/2018/NĐ-CP ngày 23/4/2018; Chương trình 12-CTr/TU, công văn 12/UBND-NV và 766/QĐ-TTg."
    found = [each.reference for each in citations(text, kinds=KINDS)]
    assert found == ["61/2018/NĐ-CP", "12-CTr/TU", "12/UBND-NV", "766/QĐ-TTg"]


@pytest.mark.parametrize(
    "text",
    [
        "1.400/1.401 hồ sơ, đạt 99,93%",
        "39.751/39.779",
        "ngày 30/6/2023, 15/12-14/6",
        "tháng 6/2023, quý II/2023, giai đoạn 2021-2025",
        "0294.3874.027, 1900 1234, 0294-3874-027",
        "8.000 đồng/bản, 15.000 đ/trang",
        "24/7, 24/24 giờ, 17/17 xã, thị trấn",
        "000.30.30.H59-230427-0361",
        "Điều 17, khoản 2, điểm b",
        "km 5/QL-53, số 12/3 đường Lê Lợi, TP-HCM, 3/TP-HCM",
        "https://travinh.gov.vn/1/KH-UBND/2",
        "50/63 tỉnh, 5/9 huyện",
        "II.06a/VPCP/KSTT",
        "5/10-15 đơn vị",
        "01/2023/HĐTD",
        "đạt 12/15 tiêu chí - tăng",
        "",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert [each.text for each in citations(text, kinds=KINDS)] == []


@given(st.text(alphabet="0123456789.,/ :-()%hồsơngàyđạt\n", max_size=80))
def test_numbers_and_dates_are_no_references(text: str) -> None:
    assert citations(text, kinds=KINDS) == ()


_SERIALS = st.integers(1, 99_999).map(lambda serial: f"{serial:02d}")


@given(
    _SERIALS,
    st.sampled_from([each for each in KINDS.state if len(each) > 1]),
    st.sampled_from(["UBND", "HĐND", "SNV", "TTg", "BCĐ"]),
    st.text(alphabet="abc ,;.đ\n", max_size=20),
)
def test_whatever_the_office_numbers_is_found_where_it_stands(serial: str, kind: str, issuer: str, before: str) -> None:
    text = f"{before} {serial}/{kind}-{issuer}, tiếp theo"
    found = one(text)
    assert found.text == text[found.start : found.end] == f"{serial}/{kind}-{issuer}"
    assert (found.kind, found.number) == (KINDS.state[kind], serial)


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_slice_it(text: str) -> None:
    for each in citations(text, kinds=KINDS):
        assert each.text == text[each.start : each.end]
