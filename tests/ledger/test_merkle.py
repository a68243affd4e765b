"""Trees and their proofs, against published vectors and against every small tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain import merkle

# Inputs and roots of the reference implementation of RFC 6962.
INPUTS = [bytes.fromhex(text) for text in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]]
INPUTS.append(bytes(range(0x60, 0x70)))
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {  # leaf and size: levels and indexes are those of the tree of eight
    (0, 1): [],
    (0, 8): [(0, 1), (1, 1), (2, 1)],
    (5, 8): [(0, 4), (1, 3), (2, 0)],
    (2, 3): [(1, 0)],
    (1, 5): [(0, 0), (1, 1), (0, 4)],
}
LEAVES = [merkle.leaf_hash(data) for data in INPUTS]
sizes = st.integers(1, 70)


def numbered(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(size)]


def flipped(data: bytes) -> bytes:
    return bytes([data[0] ^ 1, *data[1:]])


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size):
    assert merkle.fold(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_audit_paths_are_the_published_ones(index, size):
    nodes = merkle.nodes_of(LEAVES)

    assert merkle.inclusion(nodes, index=index, size=size) == [nodes(*place) for place in PATHS[index, size]]


@pytest.mark.parametrize("size", range(1, 18))
def test_every_leaf_of_every_small_tree_is_proved_and_no_other(size):
    leaves = numbered(size)
    nodes, root = merkle.nodes_of(leaves), merkle.fold(leaves)
    for index in range(size):
        path = merkle.inclusion(nodes, index=index, size=size)

        proof = {"index": index, "size": size, "path": path, "root": root}
        assert merkle.includes(leaves[index], **proof)
        assert not merkle.includes(flipped(leaves[index]), **proof)
        assert not merkle.includes(leaves[index], **{**proof, "index": index + 1})
        assert not merkle.includes(leaves[index], **{**proof, "path": [*path, root]})
        assert not path or not merkle.includes(leaves[index], **{**proof, "path": path[:-1]})


@pytest.mark.parametrize("new", range(18))
def test_every_tree_is_proved_to_begin_with_every_smaller_one(new):
    leaves = numbered(new)
    nodes, new_root = merkle.nodes_of(leaves), merkle.fold(leaves)
    for old in range(new + 1):
        path = merkle.consistency(nodes, old=old, new=new)

        heads = {"old": old, "old_root": merkle.fold(leaves[:old]), "new": new, "new_root": new_root}
        assert merkle.extends(**heads, path=path)
        assert not merkle.extends(**{**heads, "old_root": flipped(heads["old_root"])}, path=path)
        assert not merkle.extends(**heads, path=[*path, new_root])
        assert old in {0, new} or not merkle.extends(**{**heads, "new_root": flipped(new_root)}, path=path)
        for place in range(len(path)):
            assert not merkle.extends(**heads, path=[*path[:place], flipped(path[place]), *path[place + 1 :]])


def test_a_larger_tree_is_not_the_beginning_of_a_smaller():
    assert not merkle.extends(old=2, old_root=LEAVES[0], new=1, new_root=LEAVES[0], path=[LEAVES[0]])


@settings(max_examples=150, deadline=None)
@given(size=sizes, data=st.data())
def test_some_leaves_at_once_lead_to_the_root_and_nothing_else_does(size, data):
    leaves = numbered(size)
    chosen = data.draw(st.sets(st.integers(0, size - 1)))
    given_leaves = {index: leaves[index] for index in chosen}

    proof = merkle.multiproof(merkle.nodes_of(leaves), indexes=sorted(chosen), size=size)

    assert merkle.root_of(given_leaves, size=size, proof=proof) == merkle.fold(leaves)
    for index in chosen:
        assert merkle.root_of({**given_leaves, index: flipped(leaves[index])}, size=size, proof=proof) != merkle.fold(
            leaves
        )
    with pytest.raises(merkle.ProofDoesNotFit):
        merkle.root_of(given_leaves, size=size, proof=[*proof, leaves[0]])
    if proof:
        with pytest.raises(merkle.ProofDoesNotFit):
            merkle.root_of(given_leaves, size=size, proof=proof[:-1])


def test_a_leaf_outside_the_tree_is_not_proved():
    with pytest.raises(merkle.ProofDoesNotFit):
        merkle.root_of({9: LEAVES[0]}, size=2, proof=[merkle.fold(LEAVES[:2])])
    with pytest.raises(merkle.ProofDoesNotFit):
        merkle.root_of({0: LEAVES[0]}, size=0, proof=[])


def test_proofs_together_are_shorter_than_one_by_one():
    leaves = numbered(4096)
    nodes, chosen = merkle.nodes_of(leaves), range(1000, 1400)

    together = merkle.multiproof(nodes, indexes=chosen, size=4096)

    assert len(together) < 24
