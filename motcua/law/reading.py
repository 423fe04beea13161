"""Reads YAML without losing the line: every scalar stays text until the place that knows its type asks for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from motcua.law.errors import LawError

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One node of a law file and the place it stands at; each reader raises LawError naming that place."""

    file: str
    line: int
    node: Node

    def fail(self, message: str) -> NoReturn:
        """Raises LawError at this place."""
        raise LawError(self.file, self.line, message)

    def pairs(self) -> tuple[tuple[Entry, Entry], ...]:
        """The keys and values of a mapping, in order; a key may stand only once."""
        if not isinstance(self.node, MappingNode):
            self.fail("ở đây phải là các cặp «khóa: giá trị».")
        pairs = tuple((_entry(self.file, key), self._under(key, value)) for key, value in self.node.value)
        seen: set[str] = set()
        for key, _ in pairs:
            if key.text() in seen:
                key.fail(f"khóa «{key.text()}» xuất hiện hai lần; hãy bỏ bớt một.")
            seen.add(key.text())
        return pairs

    def fields(self, *, required: frozenset[str], optional: frozenset[str] = frozenset()) -> Mapping[str, Entry]:
        """A mapping whose keys are known: all of `required`, some of `optional`, nothing else."""
        found = {}
        for key, value in self.pairs():
            if key.text() not in required | optional:
                known = ", ".join(sorted(required | optional))
                key.fail(f"không biết khóa «{key.text()}»; chỉ dùng được: {known}.")
            found[key.text()] = value
        missing = sorted(required - found.keys())
        if missing:
            self.fail(f"thiếu khóa {', '.join(f'«{name}»' for name in missing)}; hãy ghi thêm.")
        return found

    def items(self) -> tuple[Entry, ...]:
        """The members of a list."""
        if not isinstance(self.node, SequenceNode):
            self.fail("ở đây phải là danh sách, mỗi mục bắt đầu bằng dấu gạch ngang.")
        return tuple(_entry(self.file, node) for node in self.node.value)

    def text(self) -> str:
        """One line of text, at least one visible character, in Unicode NFC."""
        if not isinstance(self.node, ScalarNode):
            self.fail("ở đây phải là một giá trị đơn, không phải danh sách hay các cặp khóa.")
        text = str(self.node.value).strip()
        if not text:
            self.fail("giá trị đang để trống; hãy ghi giá trị hoặc bỏ khóa.")
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
            self.fail("giá trị có ký tự điều khiển hoặc xuống dòng; hãy viết trên một dòng, chỉ gồm chữ in được.")
        if not unicodedata.is_normalized("NFC", text):
            self.fail("chữ chưa ở dạng Unicode dựng sẵn (NFC); hãy lưu lại tệp theo dạng đó.")
        return text

    def day(self) -> date:
        """A date written 2025-07-01."""
        try:
            day = date.fromisoformat(self.text())
        except ValueError:
            self.fail(f"«{self.text()}» không phải là ngày; hãy viết như 2025-07-01.")
        if day.isoformat() != self.text():
            self.fail(f"«{self.text()}» viết chưa đúng cách; hãy viết {day.isoformat()}.")
        return day

    def clock(self) -> time:
        """A time of day written 15:00, to the minute."""
        try:
            clock = time.fromisoformat(self.text())
        except ValueError:
            self.fail(f"«{self.text()}» không phải là giờ; hãy viết như 15:00.")
        if f"{clock:%H:%M}" != self.text():
            self.fail(f"«{self.text()}» viết chưa đúng cách; hãy viết giờ và phút như 15:00.")
        return clock

    def count(self) -> int:
        """A whole number, not negative."""
        text = self.text()
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.fail(f"«{text}» không phải là số nguyên không âm; hãy viết như 480.")
        return int(text)

    def choice(self, known: type[Choice], *, what: str) -> Choice:
        """One of the members of an enumeration; `what` names it in the message."""
        try:
            return known(self.text())
        except ValueError:
            self.fail(f"{what} «{self.text()}» không có; chỉ dùng được: {', '.join(known)}.")

    def _under(self, key: Node, value: Node) -> Entry:
        # The parser places an empty value where the next key begins; it is missing on the line of its own key.
        empty = isinstance(value, ScalarNode) and not value.value
        return _entry(self.file, value, line_of=key if empty else value)


def read(path: Path, *, file: str) -> Entry:
    """The root of a law file; `file` is the name shown in messages. Raises LawError, also for broken YAML."""
    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LawError(file, 1, f"không mở được tệp ({error.strerror}); hãy kiểm tra tệp và quyền đọc.") from None
    except UnicodeDecodeError:
        raise LawError(file, 1, "tệp không ở dạng UTF-8; hãy lưu lại theo dạng đó.") from None
    except MarkedYAMLError as error:
        raise LawError(file, _line_of(error), "YAML viết sai; hãy xem lại thụt dòng và dấu hai chấm.") from None
    except (YAMLError, ValueError, RecursionError):
        raise LawError(file, 1, "YAML không đọc được; hãy bỏ ký tự lạ và bớt các tầng lồng nhau.") from None
    if node is None:
        raise LawError(file, 1, "tệp trống; hãy ghi nội dung hoặc xóa tệp.")
    return _entry(file, node)


def _entry(file: str, node: Node, *, line_of: Node | None = None) -> Entry:
    return Entry(file=file, line=int((line_of or node).start_mark.line) + 1, node=node)


def _line_of(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return int(mark.line) + 1 if mark else 1
