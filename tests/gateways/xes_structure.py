"""What IEEE Std 1849 asks of the structure of a document, checked one by one: order of elements, types, keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

XES = "{http://www.xes-standard.org/}"

LITERALS = {
    "string": re.compile(r".*", re.S),
    "date": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    "int": re.compile(r"[+-]?\d+"),
    "float": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN"),
    "boolean": re.compile(r"true|false|0|1"),
    "id": re.compile(r"\S+"),
}
ORDER = ("extension", "global", "classifier", *LITERALS, "trace", "event")
"""The elements of a log: those of one group (the attributes are one) come before those of the next."""

RANKS = {"extension": 0, "global": 1, "classifier": 2, **dict.fromkeys(LITERALS, 3), "trace": 4, "event": 5}


def violations(document: str) -> list[str]:
    """Every way in which a document breaks the standard, in words."""
    return list(_violations(fromstring(document)))


def _violations(log: Element) -> Iterator[str]:
    if log.tag != f"{XES}log":
        yield f"the root is {log.tag}"
    if not re.fullmatch(r"\d+\.\d+", log.get("xes.version", "")):
        yield "no xes.version"
    if log.get("xes.features") is None:
        yield "no xes.features"
    ranks = [RANKS.get(_local(child), -1) for child in log]
    if -1 in ranks or ranks != sorted(ranks):
        yield f"elements out of order: {ranks}"
    prefixes = set()
    for extension in log.iter(f"{XES}extension"):
        if not all(extension.get(name) for name in ("name", "prefix", "uri")):
            yield "an extension lacks name, prefix or uri"
        prefixes.add(extension.get("prefix"))
    scopes = [each.get("scope") for each in log.iter(f"{XES}global")]
    if len(scopes) != len(set(scopes)) or not set(scopes) <= {"trace", "event"}:
        yield f"scopes of globals: {scopes}"
    yield from _keys_in(log, prefixes)
    yield from _required(log)


def _keys_in(log: Element, prefixes: set[str | None]) -> Iterator[str]:
    """Attributes are typed, their keys unique among brothers, prefixed keys belong to an extension declared."""
    for parent in log.iter():
        keys = []
        for child in parent:
            kind = _local(child)
            if kind not in LITERALS:
                continue
            key, value = child.get("key"), child.get("value")
            if not key or value is None:
                yield f"{kind} without key or value"
                continue
            keys.append(key)
            if not LITERALS[kind].fullmatch(value):
                yield f"{key}: «{value}» is no {kind}"
            if ":" in key and key.partition(":")[0] not in prefixes:
                yield f"{key}: its extension is not declared"
        if len(keys) != len(set(keys)):
            yield f"keys twice in one {_local(parent)}: {keys}"


def _required(log: Element) -> Iterator[str]:
    """What the globals promise of every trace and event is there; classifiers use such attributes alone."""
    promised = {each.get("scope"): {child.get("key") for child in each} for each in log.iter(f"{XES}global")}
    for kind in ("trace", "event"):
        for element in log.iter(f"{XES}{kind}"):
            missing = promised.get(kind, set()) - {child.get("key") for child in element}
            if missing:
                yield f"{kind} without {missing}"
    for classifier in log.iter(f"{XES}classifier"):
        if not set((classifier.get("keys") or "").split()) <= promised.get(classifier.get("scope", "event"), set()):
            yield f"classifier {classifier.get('name')} uses what is not global"


def _local(element: Element) -> str:
    return element.tag.removeprefix(XES)
