#!/usr/bin/env python3
"""Checks an exported journal without the program that wrote it.

    python tools/verify.py LOG.jsonl [--checkpoint OLD.txt] [--checkpoint NEW.txt] [--key NAME+ID+BASE64]

LOG.jsonl is what `motcua checkpoint export` writes. A checkpoint is the text kept from an earlier export or read from
the QR code of a receipt. The check recomputes every hash from the entries, the root at every checkpoint and every
signature; that all given checkpoints are roots of one and the same log proves that nothing before them was changed
or removed. With --key, the key published by the office is trusted and not the one in the log.

Needs Python 3.11 and the package `cryptography`, nothing else. Exit 0: everything agrees; 1: it does not; 2: the
arguments or files cannot be read. Messages are in Vietnamese, or in English with MOTCUA_LANG=en.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ENGLISH = {
    "Không đọc được {file}: {reason}.": "Cannot read {file}: {reason}.",
    "{file} không phải nhật ký xuất ra: dòng {line} không đúng dạng.": (
        "{file} is not an exported journal: line {line} is malformed."
    ),
    "{file} không phải mốc kiểm chứng.": "{file} is not a checkpoint.",
    "Khóa công khai không đúng dạng.": "The public key is malformed.",
    "Dòng {line}: cần mục {expected} nhưng gặp mục {found}.": "Line {line}: expected entry {expected}, found {found}.",
    "Mục {position}: nội dung không khớp mã băm.": "Entry {position}: its content does not match its hash.",
    "Mục {position}: nội dung không viết đúng quy ước.": "Entry {position}: its content is not in canonical form.",
    "Nhật ký nói có {said} mục nhưng chỉ có {found}.": "The journal says it has {said} entries but has {found}.",
    "{name}: chữ ký không đúng.": "{name}: the signature is wrong.",
    "{name}: của nhật ký khác ({origin}).": "{name}: belongs to another journal ({origin}).",
    "{name}: nói {size} mục nhưng văn bản ký nói {signed}.": "{name}: says {size} entries but {signed} are signed.",
    "{name}: mã gốc ở {size} mục không khớp; có mục trước đó đã bị sửa, thêm hoặc bỏ.": (
        "{name}: the root at {size} entries does not match; an entry before it was changed, added or removed."
    ),
    "{name}: nói {size} mục nhưng nhật ký chỉ có {found}; các mục sau đã bị bỏ.": (
        "{name}: says {size} entries but the journal has {found}; the later ones were removed."
    ),
    "Nhật ký {origin}: {size} mục và {checkpoints} mốc kiểm chứng khớp nhau.": (
        "Journal {origin}: {size} entries and {checkpoints} checkpoints agree."
    ),
    "Chưa mốc nào ký đến mục cuối: {unsigned} mục cuối chưa được ký.": (
        "No checkpoint signs the end: the last {unsigned} entries are not signed."
    ),
    "mốc kiểm chứng {size}": "checkpoint {size}",
}


def say(message: str, **values: object) -> str:
    """The message in the reader's language."""
    return (ENGLISH[message] if os.environ.get("MOTCUA_LANG") == "en" else message).format(**values)


class Unreadable(Exception):  # noqa: N818  (says what the input is)
    """The arguments or files cannot be read (exit 2)."""


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A root of the log; `said` is what was signed, `signatures` the lines under it."""

    name: str
    origin: str
    size: int
    root: bytes
    said: str
    signatures: tuple[str, ...]


@dataclass(kw_only=True)
class Log:
    """What has been read of the log: its number of entries and the roots of its complete subtrees."""

    origin: str
    said_size: int
    key: Ed25519PublicKey
    key_id: bytes
    size: int = 0
    checkpoints: int = 0
    signed_size: int = 0
    subtrees: list[bytes] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """One more leaf; two neighbours of one height become their parent (RFC 6962)."""
        height = self.size
        while height & 1:
            leaf = sha256(b"\x01" + self.subtrees.pop() + leaf).digest()
            height >>= 1
        self.subtrees.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over everything read so far."""
        if not self.subtrees:
            return sha256(b"").digest()
        node = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            node = sha256(b"\x01" + left + node).digest()
        return node

    def problem(self, message: str, **values: object) -> None:
        """Notes what does not agree."""
        self.problems.append(say(message, **values))

    def meet(self, checkpoint: Checkpoint) -> None:
        """Checks a checkpoint of the present size."""
        self.checkpoints += 1
        self.signed_size = max(self.signed_size, checkpoint.size)
        if checkpoint.origin != self.origin:
            self.problem("{name}: của nhật ký khác ({origin}).", name=checkpoint.name, origin=checkpoint.origin)
        elif not is_signed(checkpoint, key=self.key, key_id=self.key_id):
            self.problem("{name}: chữ ký không đúng.", name=checkpoint.name)
        elif checkpoint.root != self.root():
            self.problem(
                "{name}: mã gốc ở {size} mục không khớp; có mục trước đó đã bị sửa, thêm hoặc bỏ.",
                name=checkpoint.name,
                size=checkpoint.size,
            )


def is_signed(checkpoint: Checkpoint, *, key: Ed25519PublicKey, key_id: bytes) -> bool:
    """Whether one of the signatures is by the key."""
    head = f"— {checkpoint.origin} "
    for line in checkpoint.signatures:
        if not line.startswith(head):
            continue
        try:
            signature = base64.b64decode(line.removeprefix(head), validate=True)
            if signature[:4] == key_id:
                key.verify(signature[4:], checkpoint.said.encode())
                return True
        except (ValueError, InvalidSignature):
            continue
    return False


def read_checkpoint(text: str, *, name: str) -> Checkpoint:
    """Reads a signed note; ValueError when it is none. Line ends and the end of the text may be any."""
    said, _, signatures = (text.replace("\r\n", "\n").strip() + "\n").partition("\n\n")
    origin, size, root = said.split("\n")[:3]
    return Checkpoint(
        name=name,
        origin=origin,
        size=int(size),
        root=base64.b64decode(root, validate=True),
        said=said + "\n",
        signatures=tuple(signatures.splitlines()),
    )


def read_key(text: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """Reads name+id+base64(0x01 ‖ key) and recomputes the id."""
    try:
        name, _, coded = text.strip().split("+", 2)
        typed = base64.b64decode(coded, validate=True)
        if typed[:1] != b"\x01":
            raise ValueError(typed[:1])
        key = Ed25519PublicKey.from_public_bytes(typed[1:])
    except ValueError:
        raise Unreadable(say("Khóa công khai không đúng dạng.")) from None
    return name, sha256(name.encode() + b"\n" + typed).digest()[:4], key


def no_fraction(text: str) -> NoReturn:
    """Entries hold whole numbers only."""
    raise ValueError(text)


def is_canonical(body: str) -> bool:
    """Whether the entry is written in the one way it can be: keys in order, no spaces, NFC, whole numbers."""
    try:
        value = json.loads(body, parse_float=no_fraction, parse_constant=no_fraction)
    except ValueError:
        return False
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return again == body and unicodedata.is_normalized("NFC", body)


def lines_of(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of the log, numbered from 1."""
    number = 0
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                yield number, dict(json.loads(line))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(say("Không đọc được {file}: {reason}.", file=path, reason=error)) from None
    except (ValueError, TypeError):
        raise malformed(path, number) from None


def malformed(path: Path, line: int) -> Unreadable:
    """The log is not one."""
    message = "{file} không phải nhật ký xuất ra: dòng {line} không đúng dạng."
    return Unreadable(say(message, file=path, line=line))


def start(head: dict[str, Any], *, trusted: str | None) -> Log:
    """The empty log that the first line announces."""
    if head["kind"] != "log" or head["format"] != 1:
        raise ValueError(head)
    name, key_id, key = read_key(trusted or head["key"])
    return Log(origin=name, said_size=int(head["size"]), key=key, key_id=key_id)


def take_entry(log: Log, said: dict[str, Any], *, line: int) -> None:
    """Recomputes the hash of an entry and adds it."""
    position, body = said["position"], str(said["body"])
    if position != log.size:
        log.problem(
            "Dòng {line}: cần mục {expected} nhưng gặp mục {found}.", line=line, expected=log.size, found=position
        )
    leaf = sha256(b"\x00" + body.encode()).digest()
    if leaf.hex() != said["leaf"]:
        log.problem("Mục {position}: nội dung không khớp mã băm.", position=position)
    if not is_canonical(body):
        log.problem("Mục {position}: nội dung không viết đúng quy ước.", position=position)
    log.append(leaf)


def take_checkpoint(log: Log, said: dict[str, Any]) -> None:
    """Checks a checkpoint that the log itself carries."""
    checkpoint = read_checkpoint(said["text"], name=say("mốc kiểm chứng {size}", size=said["size"]))
    if not checkpoint.size == said["size"] == log.size:
        log.problem(
            "{name}: nói {size} mục nhưng văn bản ký nói {signed}.",
            name=checkpoint.name,
            size=log.size,
            signed=checkpoint.size,
        )
    log.meet(checkpoint)


def check(path: Path, *, kept: list[Checkpoint], trusted: str | None) -> Log:
    """Reads the whole log once and meets every checkpoint at its size."""
    waiting = sorted(kept, key=lambda checkpoint: checkpoint.size)
    log: Log | None = None
    number = 0
    try:
        for number, said in lines_of(path):
            if log is None:
                log = start(said, trusted=trusted)
            elif said["kind"] == "entry":
                take_entry(log, said, line=number)
            else:
                take_checkpoint(log, said)
            while waiting and waiting[0].size <= log.size:
                log.meet(waiting.pop(0))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        raise malformed(path, number) from None
    if log is None:
        raise malformed(path, 1)
    end(log, waiting)
    return log


def end(log: Log, waiting: list[Checkpoint]) -> None:
    """What can only be said once the log has been read."""
    if log.size != log.said_size:
        log.problem("Nhật ký nói có {said} mục nhưng chỉ có {found}.", said=log.said_size, found=log.size)
    for checkpoint in waiting:
        log.problem(
            "{name}: nói {size} mục nhưng nhật ký chỉ có {found}; các mục sau đã bị bỏ.",
            name=checkpoint.name,
            size=checkpoint.size,
            found=log.size,
        )


def kept_checkpoint(path: Path) -> Checkpoint:
    """A checkpoint from a file."""
    try:
        return read_checkpoint(path.read_text(encoding="utf-8"), name=path.name)
    except OSError as error:
        raise Unreadable(say("Không đọc được {file}: {reason}.", file=path, reason=error)) from None
    except ValueError:
        raise Unreadable(say("{file} không phải mốc kiểm chứng.", file=path)) from None


def main(arguments: list[str] | None = None) -> int:
    """Runs the check; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--checkpoint", type=Path, action="append", default=[])
    parser.add_argument("--key")
    asked = parser.parse_args(arguments)
    try:
        kept = [kept_checkpoint(path) for path in asked.checkpoint]
        log = check(asked.log, kept=kept, trusted=asked.key)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    for problem in log.problems:
        print(problem, file=sys.stderr)
    if log.problems:
        return 1
    done = "Nhật ký {origin}: {size} mục và {checkpoints} mốc kiểm chứng khớp nhau."
    print(say(done, origin=log.origin, size=log.size, checkpoints=log.checkpoints))
    if log.signed_size < log.size:
        unsigned = "Chưa mốc nào ký đến mục cuối: {unsigned} mục cuối chưa được ký."
        print(say(unsigned, unsigned=log.size - log.signed_size), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
