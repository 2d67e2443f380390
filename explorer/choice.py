"""What people ask for, made into names of the graph: which methods, which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode

from .config import LANGUAGES, MOST_METHODS
from .errors import ChoiceError, NotFound
from .model import Entry
from .vocab import BASE, METHODS, slug

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def method(wanted: str) -> NamedNode:
    """Make the IRI of a method from a slug or an IRI of this graph; raises NotFound.

    >>> method("random-forest").value
    'https://w3id.org/method-explorer/method/random-forest'
    """
    text = wanted.strip().removeprefix(METHODS)
    if not SLUG.fullmatch(text):
        shown = " ".join(wanted.split())
        shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
        raise NotFound(
            "“{slug}” is not the slug of a method: slugs are lower-case words joined by hyphens.",
            shown,
            slug=shown,
        )
    return NamedNode(f"{METHODS}{text}")


def thing(room: str, wanted: str) -> NamedNode:
    """Make the IRI of a person, paper, field, family or kind from its slug; raises NotFound.

    >>> thing("person", "leo-breiman").value
    'https://w3id.org/method-explorer/person/leo-breiman'
    """
    if not SLUG.fullmatch(wanted):
        shown = " ".join(wanted.split())[:60]
        raise NotFound("“{slug}” is not a slug of this graph.", shown, slug=shown)
    return NamedNode(f"{BASE}{room}/{wanted}")


def slugs(wanted: Iterable[str]) -> list[str]:
    """Split values at commas and drop repetitions; the order of the first mention stays.

    >>> slugs(["a,b", "b", " c "])
    ['a', 'b', 'c']
    """
    parts = (text.strip().removeprefix(METHODS) for value in wanted for text in value.split(","))
    return list(dict.fromkeys(filter(None, parts)))


def capped(wanted: Iterable[str]) -> tuple[list[str], int]:
    """Return the slugs that one comparison can hold, and how many were left out.

    >>> capped(["a", "a"])
    (['a'], 0)
    """
    chosen = slugs(wanted)
    return chosen[:MOST_METHODS], len(chosen[MOST_METHODS:])


def methods(wanted: Sequence[str]) -> list[NamedNode]:
    """Make the IRIs of the methods to compare; raises ChoiceError for none or too many."""
    chosen = slugs(wanted)
    if not chosen:
        raise ChoiceError("Choose at least one method to compare.")
    if len(chosen) > MOST_METHODS:
        raise ChoiceError(
            "{asked} methods were asked for; at most {most} can be compared at once.",
            asked=len(chosen),
            most=MOST_METHODS,
        )
    return [method(slug) for slug in chosen]


def pair(index: Mapping[str, Entry], one: str, other: str) -> tuple[Entry, Entry]:
    """Return two methods by slug; raises NotFound, or ChoiceError where they are the same."""
    for wanted in (one, other):
        if slug(method(wanted).value) not in index:
            raise NotFound("There is no method “{slug}”.", wanted, slug=wanted)
    if one == other:
        raise ChoiceError("Give two different methods: a path leads from one to another.")
    return index[one], index[other]


def language(wanted: str) -> str:
    """Return a language of the program; raises NotFound."""
    if wanted not in LANGUAGES:
        raise NotFound(
            "There is no language “{language}” here; choose one of {languages}.",
            language=wanted[:20],
            languages=", ".join(LANGUAGES),
        )
    return wanted
