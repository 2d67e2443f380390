"""The words beside what results hold: those of the pages, and a few that only notebooks have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..export import words


@cache
def own() -> Mapping[str, Mapping[str, str]]:
    """Return the words that exports do not have, by language; a test holds them to the pages."""
    text = Path(__file__).with_name("words.json").read_text("utf-8")
    known: Mapping[str, Mapping[str, str]] = json.loads(text)
    return known


def word(text: str, language: str, **values: object) -> str:
    """Return words of the interface in a language, with their slots filled.

    >>> word("Around %(methods)s", "vi", methods="Bagging")
    'Xung quanh Bagging'
    """
    known = own().get(language, {}).get(text) or words.word(text, language)
    return known % values if values else known
