"""Terms of the graph and words in a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

Term: TypeAlias = NamedNode | Literal
Fact: TypeAlias = tuple[NamedNode, NamedNode, Term]  # a triple without blank nodes
SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|。|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language; the tag is empty where none is recorded."""

    value: str
    language: str = ""


def spoken(texts: Mapping[str, str], language: str, otherwise: str = "") -> Text:
    """Choose words by language: the exact tag, its parent, English, untagged, any.

    >>> spoken({"en": "field", "vi": "lĩnh vực"}, "vi-VN")
    Text(value='lĩnh vực', language='vi')
    >>> spoken({}, "en", "unnamed")
    Text(value='unnamed', language='')
    """
    for tag in (language, language.partition("-")[0], "en", ""):
        if tag in texts:
            return Text(texts[tag], tag)
    return next((Text(value, tag) for tag, value in sorted(texts.items())), Text(otherwise))


def sentence(text: str) -> str:
    """Return the first sentence.

    >>> sentence("Grows trees. Then votes."), sentence("先种树。再投票。")
    ('Grows trees.', '先种树。')
    """
    found = SENTENCE.match(text)
    return found[0] if found else ""


def span(*years: int | None) -> str:
    """Return a year, or from when to when; an end that is not known is left out.

    >>> span(1996, None), span(1763, 1812)
    ('1996', '1763–1812')
    """
    return "–".join(str(year) for year in years if year is not None)


def fold(text: str) -> str:
    """Return text without case and diacritics, for comparing what people type.

    >>> fold("Hồi quy Đa biến")
    'hoi quy da bien'
    """
    small = text.casefold()
    if small.isascii():
        return small
    return MARKS.sub("", unicodedata.normalize("NFD", small.replace("đ", "d")))


MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)


# the Vietnamese alphabet has letters that Unicode sorts elsewhere; tones decide between equal ones
ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(maxsize=1 << 16)
def collated(text: str, language: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a key that sorts words as a dictionary of the language does.

    >>> sorted(["Đo", "Dò", "Ước", "Uy"], key=lambda word: collated(word, "vi"))
    ['Dò', 'Đo', 'Uy', 'Ước']
    """
    letters: list[int] = []
    tones: list[int] = []
    for letter in text.casefold() if language == "vi" else fold(text):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((TONES[part] for part in parts if part in TONES), 0)
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        letters.append(
            100 + ALPHABET[plain] if plain in ALPHABET else min(ord(plain[:1] or " "), 99)
        )
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def by_language(terms: Iterable[Term]) -> dict[str, str]:
    """Return texts by language, in one order whatever the engine's."""
    texts = {term.language or "": term.value for term in terms if isinstance(term, Literal)}
    return dict(sorted(texts.items()))
