"""The QR code of an identity card, whole and as scanners damage it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.identity_card import IdentityCard, identity_card, looks_like_card
from motcua.rules.refusal import Refusal

SCAN = "084190001234|334567890|Nguyễn Thị Ánh|03051990|Nữ|Ấp Chợ, Tân Sơn, Trà Cú, Trà Vinh|12042021"
CARD = IdentityCard(
    id_number="084190001234",
    old_id_number="334567890",
    name="Nguyễn Thị Ánh",
    birth="1990-05-03",
    sex="Nữ",
    address="Ấp Chợ, Tân Sơn, Trà Cú, Trà Vinh",
    issued=date(2021, 4, 12),
)
NAMES = (
    "Nguyễn Thị Ánh", "Thạch Sô Phi", "Kim Thị Sa Rươne", "K'Brăng", "H’Hen Niê", "Y Đer Mlô", "Ksor Phước",
    "Lâm Quách-Minh Đạt", "Ô", "Sơn Ðức",
)  # fmt: skip
PLACES = ("Ấp Chợ, Tân Sơn, Trà Cú", "Số 5/12 đường 3/2, khóm 4, phường 7", "Hàm Tân", "")


def spelt(day: date) -> str:
    """A day as cards write it."""
    return f"{day:%d%m}{day.year:04d}"


def as_latin(text: str) -> str:
    """The bytes of a text as letters of Windows-1252, as a scanner with the wrong setting types them."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


def test_a_card_is_read() -> None:
    assert identity_card(SCAN) == CARD


@pytest.mark.parametrize(
    "typed",
    [
        f"  {SCAN}\r\n",
        f"]Q1{SCAN}",
        unicodedata.normalize("NFD", SCAN),
        as_latin(SCAN),
        SCAN.replace("|", "~"),
        SCAN.replace("|", "¦"),
        SCAN.replace("|", "\\"),
        SCAN.replace("|", "#"),
        SCAN.replace("|", ""),
        SCAN.replace("|", " | "),
        SCAN + "|Kim Văn Cha|Sơn Thị Mẹ||084190005555",
        SCAN + "|||||",
    ],
)
def test_what_scanners_do_is_undone(typed: str) -> None:
    assert looks_like_card(typed)
    assert identity_card(typed) == CARD


def test_a_card_without_an_old_number_with_a_year_of_birth() -> None:
    card = identity_card("084160001234||Kim Thị Sa|00001960|Nữ|Hàm Tân|05082024|||||")
    assert (card.old_id_number, card.birth, card.issued) == ("", "1960", date(2024, 8, 5))
    assert identity_card("084160001234||Kim Thị Sa|1960|Nữ|Hàm Tân|").issued is None
    assert identity_card("084160001234Kim Thị Sa00001960NữHàm Tân05082024").birth == "1960"


@given(
    name=st.sampled_from(NAMES),
    birth=st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    sex=st.sampled_from(["Nam", "Nữ"]),
    address=st.sampled_from(PLACES),
    issued=st.none() | st.dates(date(2012, 1, 1), date(2026, 12, 31)),
    number=st.from_regex(r"[0-9]{12}", fullmatch=True),
    old=st.just("") | st.from_regex(r"[0-9]{9}", fullmatch=True),
    separator=st.sampled_from("|~¦\\#$*^"),
    damage=st.sampled_from([str, as_latin, lambda text: unicodedata.normalize("NFD", text)]),
    more=st.lists(st.sampled_from(["", "Kim Văn Cha", "084190005555"]), max_size=4),
)
def test_what_is_written_is_read(
    *,
    name: str,
    birth: date,
    sex: str,
    address: str,
    issued: date | None,
    number: str,
    old: str,
    separator: str,
    damage: Callable[[str], str],
    more: list[str],
) -> None:
    fields = [number, old, name, spelt(birth), sex, address, spelt(issued) if issued else "", *more]
    card = identity_card(damage(separator.join(fields)))
    assert card == IdentityCard(
        id_number=number,
        old_id_number=old,
        name=name,
        birth=birth.isoformat(),
        sex=sex,
        address=address,
        issued=issued,
    )


@pytest.mark.parametrize(
    "typed",
    [
        "084190001234|334567890|Nguyeenx Thij Anhs|03051990|Nuwx|Aaps Chowj, Taan Sown, Traf Cus|12042021",
        "084090001234|334567890|Nguyeenx Vawn An|03051990|Nam|Aaps Chowj, Taan Sown, Traf Cus|12042021",
        "084190001234|334567890|Nguye64n Thi5 A1nh|03051990|Nu74|A6p1 Cho75, Ta6n So7n|12042021",
        SCAN.replace("Nữ", "Nưx"),
        SCAN.replace("Nguyễn", "Nguy?n"),
        SCAN.replace("Nguyễn", "Nguy\ufffdn"),
        SCAN.replace("Ánh", "A1nh"),
    ],
)
def test_letters_that_an_input_method_changed_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="hãy tắt bộ gõ tiếng Việt") as refused:
        identity_card(typed)
    assert refused.value.field == "scan"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "không phải mã QR"),
        ("http://example.vn/tra-cuu#abc", "không phải mã QR"),
        ("084190001234|334567890|Nguyễn Thị Ánh", "không phải mã QR"),
        (SCAN.replace("Nguyễn Thị Ánh", ""), "không phải mã QR"),
        (SCAN.replace("084190001234", "08419"), "không đọc được"),
        (SCAN.replace("03051990", "99051990"), "không đọc được"),
        (SCAN.replace("03051990", "03051890"), "không đọc được"),
        (SCAN.replace("12042021", "32042021"), "không đọc được"),
        (SCAN.replace("Tân Sơn", "Tân\0Sơn"), "ký tự điều khiển"),
        (SCAN.replace("Tân Sơn", "Tân\u202eSơn"), "ký tự điều khiển"),
        (SCAN.replace("Nguyễn", "N" * 201), "quá 200 ký tự"),
        (SCAN * 10, "quá 500 ký tự"),
    ],
)
def test_another_code_is_refused_and_not_repeated(typed: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        identity_card(typed, field="the_field")
    assert refused.value.field == "the_field"
    assert "hãy" in str(refused.value)
    assert "1990" not in str(refused.value)


@pytest.mark.parametrize("typed", ["084190001234", "330000001", "A003", "000.30.30.H59-230428-0001", "Kim Thị Ánh", ""])
def test_other_things_scanned_are_no_card(typed: str) -> None:
    assert not looks_like_card(typed)


@given(st.text() | st.text(alphabet="0123456789|NamỮữ ếÁ~\0\u202e", max_size=120))
def test_any_scan_is_read_or_refused(typed: str) -> None:
    looks_like_card(typed)
    try:
        card = identity_card(typed)
    except Refusal:
        return
    assert card.name == unicodedata.normalize("NFC", card.name).strip()
    assert len(card.id_number) in (9, 12)
    assert all(letter.isprintable() for letter in f"{card.name}{card.sex}{card.address}")
