"""Reading the log from its stored leaves and tiles."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.records.journal.models import Leaf, Tile, Tree
from motcua.rules.merkle import EMPTY_ROOT, Frontier, Span, span_root


def stored() -> Tree:
    """The single row of the tree."""
    return Tree.objects.get(pk=1)


def frontier_of(tree: Tree) -> Frontier:
    """The frontier in the row; ValueError when it does not belong to the row's size."""
    return Frontier(size=tree.size, roots=bytes(tree.frontier))


def root_at(size: int) -> bytes:
    """Root of the log when it had `size` entries, from at most 255 nodes of each level."""
    return root_over(Span(start=0, end=size)) if size else EMPTY_ROOT


def root_over(span: Span) -> bytes:
    """Root of one subtree of the log."""
    return span_root(span, read=_nodes)


def _nodes(level: int, first: int, count: int) -> Sequence[bytes]:
    if level:
        rows = Tile.objects.filter(level=level, index__gte=first, index__lt=first + count).order_by("index")
        return [bytes(node) for node in rows.values_list("hash", flat=True)]
    leaves = Leaf.objects.filter(position__gte=first, position__lt=first + count).order_by("position")
    return [bytes(node) for node in leaves.values_list("hash", flat=True)]
