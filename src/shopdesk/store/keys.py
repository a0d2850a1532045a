"""The key that opens the store, and the slots it can be found in.

A store is encrypted with 256 random bits. They lie in a key file outside the data folder
(``SHOPDESK_KEY_FILE`` names another place) or in the keyring of the operating system; a copy,
wrapped with a recovery code, lies beside the store.
"""

import base64
import json
import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from shopdesk.config import Home
from shopdesk.locale import _
from shopdesk.refusal import Refusal

SLOTS = "keys.json"
CODE_BYTES = 20
KEYRING = "shopdesk"


@dataclass(frozen=True, slots=True)
class Key:
    """An opened key: 64 hex digits, the store's own name, and the slot it was found in."""

    hexadecimal: str
    store_id: str
    slot: str


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """Which slots of a store are filled."""

    store_id: str
    key_file: Path
    key_file_present: bool
    keyring: bool
    recovery: bool


def write_private(path: Path, text: str) -> None:
    """Write the file for this user alone (0600), whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def find(home: Home) -> Key:
    """Return the key of this home's store, making one for a store that does not exist yet.

    Raises:
        Refusal: the store is there, but no slot that can be read holds its key.
    """
    slots = _slots(home)
    if not slots:
        return _make(home)
    store_id = slots["store"]
    path = key_file(home, store_id)
    if path.exists():
        return Key(_checked(path.read_text().strip(), path), store_id, str(path))
    if kept := _from_keyring(store_id):
        return Key(kept, store_id, "keyring")
    raise Refusal(
        _(
            "The key of this store is not on this machine: {path} is missing. "
            "Put the key file back, or run: shopdesk key recover"
        ).format(path=path)
    )


def key_file(home: Home, store_id: str) -> Path:
    """Return where the key file of this store lies, or would lie."""
    named = os.environ.get("SHOPDESK_KEY_FILE")
    return Path(named).expanduser() if named else home.keys / f"{store_id}.key"


def status(home: Home) -> KeyStatus:
    """Tell which slots hold this store's key."""
    slots = _slots(home)
    if not slots:
        raise Refusal(_("There is no store in {path} yet.").format(path=home.root))
    path = key_file(home, slots["store"])
    return KeyStatus(
        store_id=slots["store"],
        key_file=path,
        key_file_present=path.exists(),
        keyring=bool(_from_keyring(slots["store"])),
        recovery="recovery" in slots,
    )


def new_recovery_code(home: Home) -> str:
    """Wrap the key with a new recovery code and return the code; an older code ends."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = find(home)
    code = secrets.token_bytes(CODE_BYTES)
    nonce, salt = secrets.token_bytes(12), secrets.token_bytes(16)
    wrapped = AESGCM(_stretch(code, salt)).encrypt(
        nonce, bytes.fromhex(key.hexadecimal), key.store_id.encode()
    )
    slots = _slots(home) or {"store": key.store_id}
    slots["recovery"] = ":".join(part.hex() for part in (salt, nonce, wrapped))
    write_private(home.root / SLOTS, json.dumps(slots, indent=1))
    letters = base64.b32encode(code).decode()
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def recover(home: Home, code: str) -> Path:
    """Open the recovery slot with the code and put the key file back.

    Raises:
        Refusal: the store has no recovery slot, or the code does not open it.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slots = _slots(home)
    if not slots or "recovery" not in slots:
        raise Refusal(_("This store has no recovery code; only its key file opens it."))
    salt, nonce, wrapped = (bytes.fromhex(part) for part in slots["recovery"].split(":"))
    try:
        plain = base64.b32decode("".join(code.split()).replace("-", "").upper())
        key = AESGCM(_stretch(plain, salt)).decrypt(nonce, wrapped, slots["store"].encode())
    except (ValueError, InvalidTag):
        raise Refusal(
            _("This recovery code does not open the store. Check it letter by letter.")
        ) from None
    path = key_file(home, slots["store"])
    write_private(path, key.hex() + "\n")
    return path


def _slots(home: Home) -> dict[str, str]:
    path = home.root / SLOTS
    if path.exists():
        slots: dict[str, str] = json.loads(path.read_text("utf-8"))
        return slots
    if home.store.exists():
        raise Refusal(
            _("{store} is there, but {slots} beside it is missing; put it back.").format(
                store=home.store, slots=SLOTS
            )
        )
    return {}


def _make(home: Home) -> Key:
    store_id = uuid.uuid4().hex
    path = key_file(home, store_id)
    if path.exists():
        key = _checked(path.read_text().strip(), path)
    else:
        key = secrets.token_hex(32)
        write_private(path, key + "\n")
    write_private(home.root / SLOTS, json.dumps({"store": store_id}, indent=1))
    return Key(key, store_id, str(path))


def _checked(text: str, path: Path) -> str:
    if len(text) != 64 or not set(text.lower()) <= set("0123456789abcdef"):
        raise Refusal(_("{path} is not a key file: 64 hex digits expected.").format(path=path))
    return text.lower()


def _stretch(code: bytes, salt: bytes) -> bytes:
    # The code is 160 random bits, so a plain key derivation is enough; no slow hash is needed.
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, b"shopdesk recovery").derive(code)


def _from_keyring(store_id: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING, store_id)
    except (KeyringError, RuntimeError, OSError):
        return None


def keep_in_keyring(home: Home) -> None:
    """Put the key into the operating system's keyring as well.

    Raises:
        Refusal: no keyring answers here.
    """
    import keyring
    from keyring.errors import KeyringError

    key = find(home)
    try:
        keyring.set_password(KEYRING, key.store_id, key.hexadecimal)
    except (KeyringError, RuntimeError, OSError):
        raise Refusal(_("No keyring answers on this machine; the key file stays.")) from None
