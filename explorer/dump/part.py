"""What a dump says of a file in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Part:
    """A file, its media type and what is in it; a table has what each of its columns holds.

    `licence` is that of data of others; where it is empty, that of the release holds.
    """

    path: str
    kind: str
    about: str
    columns: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""
    size: int = 0
    digest: str = ""


def measured(part: Part, content: bytes) -> Part:
    """Return a part with its size in bytes and its SHA-256."""
    return replace(part, size=len(content), digest=hashlib.sha256(content).hexdigest())
