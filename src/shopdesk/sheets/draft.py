"""A file appears whole under its name, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shopdesk.locale import _
from shopdesk.refusal import Refusal


@contextmanager
def drafted(place: Path) -> Iterator[Path]:
    """Yield a path to write to; at the end it takes its place, with mode 0600.

    An exception leaves no file behind and an older file of the same name untouched.

    Raises:
        Refusal: the place cannot be written to.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".shopdesk-", dir=place.parent) as folder:
            draft = Path(folder) / "draft"
            yield draft
            draft.chmod(0o600)
            _settle(draft)
            draft.replace(place)
    except OSError as fault:
        raise Refusal(
            _("Cannot write {path}: {reason}. Choose another folder, or free some space.").format(
                path=place, reason=fault.strerror or type(fault).__name__
            )
        ) from fault


def _settle(draft: Path) -> None:
    """See to it that the bytes are on the disk before the name points to them."""
    with draft.open("rb") as file, suppress(OSError):
        os.fsync(file.fileno())
