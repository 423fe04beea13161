"""The Merkle tree of the journal: one root stands for every entry, a short proof for each of them.

Hashes, trees and proofs are those of RFC 6962, section 2.1; the checks follow RFC 9162, section 2.1.3–2.1.4.
Positions count from 0; a hash is 32 bytes of SHA-256.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
"""Leaves under a tile of level 1; one of level n stands for 256ⁿ leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash of an entry: SHA-256(0x00 ‖ entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two neighbours: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The leaves [`start`, `end`), a subtree of some tree."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """Root of the complete subtree over the leaves [index·256^level, (index+1)·256^level)."""

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Frontier:
    """All a growing tree must remember: its `size` and the roots of its complete subtrees, largest first.

    `roots` has them one after the other, as they are stored: growing by a leaf must cost next to nothing.
    ValueError when it cannot belong to a tree of `size` leaves.
    """

    size: int = 0
    roots: bytes = b""

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.roots) != HASH_SIZE * self.size.bit_count():
            raise ValueError(f"a frontier of {len(self.roots)} bytes does not belong to {self.size} leaves")

    def append(self, leaf: bytes) -> Frontier:
        """The tree with one more leaf (a hash)."""
        node, rest, kept = leaf, self.size, len(self.roots)
        while rest & 1:
            kept -= HASH_SIZE
            node = node_hash(self.roots[kept : kept + HASH_SIZE], node)
            rest >>= 1
        return Frontier(size=self.size + 1, roots=self.roots[:kept] + node)

    def root(self) -> bytes:
        """Root of the tree as it is."""
        roots = self._each()
        if not roots:
            return EMPTY_ROOT
        node = roots.pop()
        while roots:
            node = node_hash(roots.pop(), node)
        return node

    def tiles_closed_by(self, leaf: bytes) -> tuple[Tile, ...]:
        """The tiles that become complete when `leaf` is appended, lowest level first; mostly none."""
        width = self.size + 1
        if width % TILE_WIDTH:
            return ()
        node, roots, tiles = leaf, self._each(), list[Tile]()
        while width % TILE_WIDTH == 0:
            for _ in range(TILE_HEIGHT):
                node = node_hash(roots.pop(), node)
            width //= TILE_WIDTH
            tiles.append(Tile(level=len(tiles) + 1, index=width - 1, hash=node))
        return tuple(tiles)

    def _each(self) -> list[bytes]:
        return [self.roots[i : i + HASH_SIZE] for i in range(0, len(self.roots), HASH_SIZE)]


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Root of the tree over these leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier.root()


def span_root(span: Span, *, read: Callable[[int, int, int], Sequence[bytes]]) -> bytes:
    """Root of a subtree from stored tiles: `read(level, first, count)` gives neighbours, leaves at level 0.

    At most 255 nodes are read from each level.
    """
    width, level = 1, 0
    while width * TILE_WIDTH <= span.end - span.start:
        width, level = width * TILE_WIDTH, level + 1
    count, rest = divmod(span.end - span.start, width)
    nodes = list(read(level, span.start // width, count))
    if rest:
        # The last, smaller subtree hangs where one more node of full width would.
        nodes.append(span_root(Span(start=span.end - rest, end=span.end), read=read))
    return root_of(nodes)


def inclusion_spans(position: int, *, size: int) -> tuple[Span, ...]:
    """The subtrees whose roots prove that a leaf is in the tree of `size` leaves, from the leaf upwards."""
    if not 0 <= position < size:
        raise ValueError(f"there is no leaf {position} in a tree of {size}")
    start, end = 0, size
    spans: list[Span] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            spans.append(Span(start=middle, end=end))
            end = middle
        else:
            spans.append(Span(start=start, end=middle))
            start = middle
    return tuple(reversed(spans))


def consistency_spans(old_size: int, *, new_size: int) -> tuple[Span, ...]:
    """The subtrees whose roots prove that the tree of `new_size` leaves begins with that of `old_size`."""
    if not 0 <= old_size <= new_size:
        raise ValueError(f"a tree of {new_size} leaves cannot begin with {old_size}")
    if old_size in (0, new_size):
        return ()
    start, end = 0, new_size
    spans: list[Span] = []
    while old_size != end:
        middle = start + _split(end - start)
        if old_size <= middle:
            spans.append(Span(start=middle, end=end))
            end = middle
        else:
            spans.append(Span(start=start, end=middle))
            start = middle
    if start:
        spans.append(Span(start=start, end=end))
    return tuple(reversed(spans))


def inclusion_proof(leaves: Sequence[bytes], *, position: int) -> tuple[bytes, ...]:
    """Proof that the leaf at `position` belongs to the tree over `leaves`."""
    spans = inclusion_spans(position, size=len(leaves))
    return tuple(root_of(leaves[span.start : span.end]) for span in spans)


def consistency_proof(leaves: Sequence[bytes], *, old_size: int) -> tuple[bytes, ...]:
    """Proof that the tree over `leaves` begins with that over the first `old_size` of them."""
    spans = consistency_spans(old_size, new_size=len(leaves))
    return tuple(root_of(leaves[span.start : span.end]) for span in spans)


def verify_inclusion(leaf: bytes, *, position: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` stands at `position` in the tree of `size` leaves with this `root`."""
    if not 0 <= position < size:
        return False
    index, last, node = position, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = node_hash(other, node)
            index, last = _climb(index, last)
        else:
            node = node_hash(node, other)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    proof: Sequence[bytes], *, old_size: int, new_size: int, old_root: bytes, new_root: bytes
) -> bool:
    """Whether `proof` shows that the tree with `new_root` begins with the tree with `old_root`, unchanged."""
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return new_size > 0 and not proof and old_root == EMPTY_ROOT
    if not 0 < old_size < new_size or not proof:
        return False
    nodes = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    index, last = old_size - 1, new_size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = nodes[0]
    for other in nodes[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            old, new = node_hash(other, old), node_hash(other, new)
            index, last = _climb(index, last)
        else:
            new = node_hash(new, other)
        index, last = index >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _split(width: int) -> int:
    """Leaves of the left part: the largest power of two smaller than `width` (at least 2)."""
    return 1 << ((width - 1).bit_length() - 1)


def _climb(index: int, last: int) -> tuple[int, int]:
    """Goes up to where `index` is a right child, past levels at which it has no neighbour."""
    while index and not index & 1:
        index, last = index >> 1, last >> 1
    return index, last
