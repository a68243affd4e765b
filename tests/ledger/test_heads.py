"""Heads as signed text: what is signed, who signed it, and what is no note."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured

from ledger import signing
from ledger.domain.heads import NotANote, PublicKey, TreeHead, parse
from tests.ledger.keys import use_a_key

HEAD = TreeHead(origin="log.example/interdict", size=214, root=b"r" * 32, scopes_root=b"s" * 32)
# A published key of the note format's reference implementation.
PUBLISHED = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


@pytest.fixture
def keys(settings, tmp_path) -> list[Ed25519PrivateKey]:
    """A new key and the one that it takes the place of."""
    return use_a_key(settings, tmp_path, number=2)


def test_a_head_is_four_lines():
    assert str(HEAD).split("\n") == [
        "log.example/interdict",
        "214",
        "cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI=",
        "scopes c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M=",
        "",
    ]


def test_either_key_verifies_while_keys_change(keys):
    note, (new, old) = signing.sign(HEAD), signing.public_keys()

    assert signing.verified(note, keys=[new]) == signing.verified(note, keys=[old]) == HEAD


def test_an_unknown_key_does_not_verify(keys):
    stranger = PublicKey(name=HEAD.origin, value=Ed25519PrivateKey.generate().public_key().public_bytes_raw())

    with pytest.raises(NotANote):
        signing.verified(signing.sign(HEAD), keys=[stranger])


def test_the_same_key_under_another_name_does_not_verify(keys):
    own = signing.public_keys()[0]

    with pytest.raises(NotANote):
        signing.verified(signing.sign(HEAD), keys=[PublicKey(name="log.example/other", value=own.value)])


def test_every_changed_character_of_the_head_voids_the_note(keys):
    note, known = signing.sign(HEAD), signing.public_keys()
    for place in range(len(str(HEAD))):
        changed = note[:place] + ("A" if note[place] != "A" else "B") + note[place + 1 :]
        with pytest.raises(NotANote):
            signing.verified(changed, keys=known)


def test_a_published_key_is_read_and_written_as_it_is():
    assert str(PublicKey.parse(PUBLISHED)) == PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq",
        "PeterNeumann+c74f20a3+????",
    ],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(NotANote):
        PublicKey.parse(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n", "\n"),
        ("214", "0214"),
        ("214", "-1"),
        ("scopes", "states"),
        ("cnJy", "cnJ"),
        ("cnJy", "????"),
        ("— ", "- "),
        ("— log", "— a b"),
    ],
)
def test_what_is_no_note_is_refused(keys, old, new):
    with pytest.raises(NotANote):
        parse(signing.sign(HEAD).replace(old, new, 1))


@pytest.mark.parametrize("content", [None, b"no key"])
def test_a_key_that_cannot_be_read_is_named(settings, tmp_path, content):
    path = tmp_path / "log.pem"
    if content:
        path.write_bytes(content)
    settings.LOG_KEYS = [str(path)]

    with pytest.raises(ImproperlyConfigured, match=r"log\.pem"):
        signing.public_keys()
