"""The Merkle tree against the published vectors, a plain recursive reading of the standard, and forgeries."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.merkle import (
    EMPTY_ROOT,
    Frontier,
    Span,
    Tile,
    consistency_proof,
    consistency_spans,
    inclusion_proof,
    inclusion_spans,
    leaf_hash,
    node_hash,
    root_of,
    span_root,
    verify_consistency,
    verify_inclusion,
)

# The eight entries and the roots over the first 1, 2, … 8 of them with which Certificate Transparency logs
# are tested.
ENTRIES = tuple(
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = tuple(leaf_hash(entry) for entry in ENTRIES)
# What the same tests publish: (leaf counted from 1, tree size) and the inclusion proof.
INCLUSION = (
    (1, 1, ()),
    (
        1,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ),
    ),
    (
        6,
        8,
        (
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ),
    (3, 3, ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",)),
    (
        2,
        5,
        (
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ),
    ),
)
CONSISTENCY = (
    (1, 1, ()),
    (
        1,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ),
    ),
    (
        6,
        8,
        (
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ),
    (
        2,
        5,
        (
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ),
    ),
)


def many(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


def grown(leaves: Sequence[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier


def by_definition(leaves: Sequence[bytes]) -> bytes:
    """MTH as the standard defines it."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


def path_by_definition(position: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH as the standard defines it."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if position < half:
        return [*path_by_definition(position, leaves[:half]), by_definition(leaves[half:])]
    return [*path_by_definition(position - half, leaves[half:]), by_definition(leaves[:half])]


def flipped(data: bytes, bit: int) -> bytes:
    place = bit % (len(data) * 8)
    return bytes(byte ^ (1 << place % 8) if i == place // 8 else byte for i, byte in enumerate(data))


def test_empty_root() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert Frontier().root() == root_of([]) == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == grown(LEAVES[:size]).root().hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("leaf", "size", "proof"), INCLUSION)
def test_published_inclusion_proofs(leaf: int, size: int, proof: tuple[str, ...]) -> None:
    made = inclusion_proof(LEAVES[:size], position=leaf - 1)
    assert tuple(node.hex() for node in made) == proof
    root = bytes.fromhex(ROOTS[size - 1])
    assert verify_inclusion(LEAVES[leaf - 1], position=leaf - 1, size=size, proof=made, root=root)


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
def test_published_consistency_proofs(old: int, new: int, proof: tuple[str, ...]) -> None:
    made = consistency_proof(LEAVES[:new], old_size=old)
    assert tuple(node.hex() for node in made) == proof
    old_root, new_root = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert verify_consistency(made, old_size=old, new_size=new, old_root=old_root, new_root=new_root)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_frontier_is_the_tree_of_the_standard(entries: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    frontier = grown(leaves)
    assert frontier.size == len(leaves)
    assert frontier.root() == root_of(leaves) == by_definition(leaves)
    assert Frontier(size=frontier.size, roots=bytes(frontier.roots)) == frontier


@pytest.mark.parametrize("size", range(1, 34))
def test_inclusion_proofs_are_those_of_the_standard(size: int) -> None:
    leaves = many(size)
    for position in range(size):
        assert list(inclusion_proof(leaves, position=position)) == path_by_definition(position, leaves)


@given(st.data(), st.integers(1, 130))
def test_every_inclusion_proof_verifies_and_no_changed_one_does(data: st.DataObject, size: int) -> None:
    leaves = many(size)
    root = root_of(leaves)
    position = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, 10_000))
    leaf, proof = leaves[position], inclusion_proof(leaves, position=position)

    def holds(leaf: bytes = leaf, position: int = position, proof: Sequence[bytes] = proof, root: bytes = root) -> bool:
        return verify_inclusion(leaf, position=position, size=size, proof=proof, root=root)

    assert holds()
    assert not holds(leaf=flipped(leaf, bit))
    assert not holds(root=flipped(root, bit))
    assert not holds(proof=[*proof, root])
    assert not any(holds(position=other) for other in range(-1, size + 1) if other != position)
    for place in range(len(proof)):
        assert not holds(proof=[*proof[:place], flipped(proof[place], bit), *proof[place + 1 :]])
        assert not holds(proof=[*proof[:place], *proof[place + 1 :]])


@given(st.data(), st.integers(1, 130))
def test_every_consistency_proof_verifies_and_no_changed_one_does(data: st.DataObject, new: int) -> None:
    leaves = many(new)
    old = data.draw(st.integers(0, new))
    bit = data.draw(st.integers(0, 10_000))
    proof, roots = consistency_proof(leaves, old_size=old), (root_of(leaves[:old]), root_of(leaves))

    def holds(proof: Sequence[bytes] = proof, old_root: bytes = roots[0], new_root: bytes = roots[1]) -> bool:
        return verify_consistency(proof, old_size=old, new_size=new, old_root=old_root, new_root=new_root)

    assert holds()
    assert not holds(old_root=flipped(roots[0], bit))
    assert not holds(proof=[*proof, roots[0]])
    if old:
        assert not holds(new_root=flipped(roots[1], bit))
    for place in range(len(proof)):
        assert not holds(proof=[*proof[:place], flipped(proof[place], bit), *proof[place + 1 :]])
        assert not holds(proof=[*proof[:place], *proof[place + 1 :]])


def test_a_tree_that_changed_an_old_entry_cannot_prove_that_it_did_not() -> None:
    honest = many(40)
    bent = [*honest[:10], leaf_hash(b"another"), *honest[11:]]
    proof = consistency_proof(bent, old_size=20)
    assert not verify_consistency(
        proof, old_size=20, new_size=40, old_root=root_of(honest[:20]), new_root=root_of(bent)
    )


@pytest.mark.parametrize(("old", "new"), [(5, 3), (-1, 3), (2, 5)])
def test_consistency_without_a_proof_or_between_impossible_sizes_fails(old: int, new: int) -> None:
    assert not verify_consistency(
        (), old_size=old, new_size=new, old_root=root_of(many(max(old, 0))), new_root=root_of(many(new))
    )


@pytest.mark.parametrize(("position", "size"), [(0, 0), (-1, 4), (4, 4)])
def test_there_is_no_proof_for_a_leaf_outside_the_tree(position: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_spans(position, size=size)


@pytest.mark.parametrize(("old", "new"), [(5, 4), (-1, 4)])
def test_there_is_no_consistency_with_a_larger_or_negative_tree(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="cannot begin"):
        consistency_spans(old, new_size=new)


@pytest.mark.parametrize(("stored", "size"), [(b"", 1), (b"x" * 32, 3), (b"x" * 33, 1), (b"", -1)])
def test_a_frontier_of_the_wrong_length_is_refused(stored: bytes, size: int) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        Frontier(size=size, roots=stored)


class Shelf:
    """Leaves and tiles as a store keeps them; counts what is read."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {(0, i): leaf for i, leaf in enumerate(leaves)}
        self.taken = 0
        frontier = Frontier()
        for leaf in leaves:
            for tile in frontier.tiles_closed_by(leaf):
                self.nodes[tile.level, tile.index] = tile.hash
            frontier = frontier.append(leaf)

    def read(self, level: int, first: int, count: int) -> list[bytes]:
        self.taken += count
        return [self.nodes[level, first + i] for i in range(count)]


LARGE = many(66_000)
SHELF = Shelf(LARGE)


def test_tiles_close_every_256_leaves_of_their_level() -> None:
    assert {place for place in SHELF.nodes if place[0]} == {(1, i) for i in range(257)} | {(2, 0)}
    assert SHELF.nodes[1, 3] == root_of(LARGE[768:1024])
    assert SHELF.nodes[2, 0] == root_of(LARGE[:65_536])
    assert grown(LARGE[:255]).tiles_closed_by(LARGE[255]) == (Tile(level=1, index=0, hash=root_of(LARGE[:256])),)
    assert grown(LARGE[:254]).tiles_closed_by(LARGE[254]) == ()


@given(st.integers(1, len(LARGE)), st.data())
def test_proofs_from_tiles_verify_and_read_few_nodes(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    root = span_root(Span(start=0, end=size), read=SHELF.read)
    SHELF.taken = 0
    proof = [span_root(span, read=SHELF.read) for span in inclusion_spans(position, size=size)]
    assert SHELF.taken < 3 * 2 * 256
    assert verify_inclusion(LARGE[position], position=position, size=size, proof=proof, root=root)
    old = data.draw(st.integers(1, size))
    old_root = span_root(Span(start=0, end=old), read=SHELF.read)
    consistency = [span_root(span, read=SHELF.read) for span in consistency_spans(old, new_size=size)]
    assert verify_consistency(consistency, old_size=old, new_size=size, old_root=old_root, new_root=root)
