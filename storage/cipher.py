"""Sealing: a data key for each person, wrapped by a key that lives outside the database.

AES-GCM, a fresh nonce each time; the place (table|row|column) is bound in, so that a value
moved elsewhere does not open. Erasing a person is destroying the person's wrapped key.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import SetupError

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Seal:
    """One key, ready to seal and open; `older` ones open too, during a rotation."""

    key: bytes
    older: tuple[bytes, ...] = ()

    def seal(self, plain: bytes, *, place: str) -> bytes:
        """Return the sealed bytes; they open only at the same `place`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, *, place: str) -> bytes:
        """Return what was sealed. Raises: InvalidTag when key or place is another."""
        nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        for key in self.older:
            with suppress(InvalidTag):
                return AESGCM(key).decrypt(nonce, body, place.encode())
        return AESGCM(self.key).decrypt(nonce, body, place.encode())


@dataclass(frozen=True, slots=True)
class Keyring:
    """Key id → 32 bytes; the last one seals, every one opens (during a rotation)."""

    keys: Mapping[str, bytes]

    @property
    def current(self) -> str:
        """The id of the key that seals new things."""
        return list(self.keys)[-1]


class Cipher:
    """Seals and opens by purpose; the only holder of the keyring."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def new_person_key(self, person: str) -> bytes:
        """Return a fresh data key, wrapped: key id, a bar, then the sealed key."""
        name = self._keyring.current
        place = f"person|{person}|data_key|{name}"
        wrapped = Seal(self._keyring.keys[name]).seal(os.urandom(KEY_BYTES), place=place)
        return name.encode() + b"|" + wrapped

    def person(self, wrapped: bytes, person: str) -> Seal:
        """Return the seal of one person. Raises: SetupError when its key is not in the ring."""
        name, _, sealed = wrapped.partition(b"|")
        key = self._keyring.keys.get(name.decode())
        if key is None:
            raise SetupError(
                f"KYOTEN_KEY_FILE: it lacks the key {name.decode()!r}: put its copy back"
            )
        place = f"person|{person}|data_key|{name.decode()}"
        return Seal(Seal(key).open(sealed, place=place))

    def purpose(self, name: str) -> Seal:
        """Return the seal of a purpose of its own, such as drafts, derived by HKDF."""
        *older, current = (_derived(key, name) for key in self._keyring.keys.values())
        return Seal(current, tuple(older))


def _derived(key: bytes, name: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=name.encode())
    return hkdf.derive(key)


def load_keyring(path: Path) -> Keyring:
    """Return the keys of a file. Raises: SetupError with the remedy."""
    try:
        if path.is_file() and path.stat().st_mode & 0o077:
            raise SetupError(f"KYOTEN_KEY_FILE: {path} is readable by others: chmod 600 {path}")
        stored = json.loads(path.read_text())
        keys = {str(name): base64.b64decode(value) for name, value in stored.items()}
    except FileNotFoundError as missing:
        raise SetupError(
            f"KYOTEN_KEY_FILE: {path} does not exist: put its copy back; "
            "for a new network run kyoten init"
        ) from missing
    except (OSError, ValueError, TypeError, AttributeError) as broken:
        raise SetupError(
            f"KYOTEN_KEY_FILE: {path} cannot be read as keys: put its copy back"
        ) from broken
    if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise SetupError(f"KYOTEN_KEY_FILE: {path} holds no 32-byte key: put its copy back")
    return Keyring(keys)


def create_keyring(path: Path) -> None:
    """Write a file with one fresh key, mode 0600. Raises: FileExistsError, never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = json.dumps({"k1": base64.b64encode(os.urandom(KEY_BYTES)).decode()})
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content + "\n")
