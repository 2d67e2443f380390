"""What people mean by a name: a method or a concept, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .. import catalogue, choice
from ..choice import SLUG
from ..config import MOST_METHODS
from ..errors import ChoiceError, ExplorerError, NotFound
from ..model import Concept, Paper, fold
from ..search import GROUPS, Search
from ..search.words import doi
from ..vocab import PAPERS, PERSONS, PREFIXES, slug

if TYPE_CHECKING:
    from . import Explorer


def method(explorer: Explorer, wanted: str) -> str:
    """Return the slug of a method given by slug, or by a name or its beginning, else the words.

    The slug of a method that is gone stays, and leads on. Raises NotFound for a name of several
    methods.
    """
    given = choice.local("method", wanted)
    if given in explorer.index or (SLUG.fullmatch(given) and _unlisted(explorer, given)):
        return given
    finder = explorer.finder
    if len(called := finder.called(given)) > 1:
        raise NotFound(
            "“{slug}” is a name of {number} methods: choose one.",
            given,
            slug=given,
            number=len(called),
        )
    return called[0] if called else finder.begun(given) or wanted


def _unlisted(explorer: Explorer, given: str) -> bool:
    """Say whether it is the slug of a method that is gone, or that came in behind an endpoint."""
    if any(explorer.fate(given)):
        return True
    term, store = choice.method(given), explorer.store
    listed = explorer.queries["method_listed"].bind(method=term)
    came = not store.version and store.ask(listed)
    if came:  # nothing is read anew for what is not there: anyone may ask for it
        explorer.renew()
    return came


def methods(explorer: Explorer, values: Iterable[str]) -> list[str]:
    """Return the slugs of methods given by slug or name, each once; more than fit stay as given.

    A value may hold several, with commas between them. Raises NotFound for a name of several
    methods.
    """
    found: dict[str, None] = {}
    for one in (one for value in values for one in _parted(explorer, value)):
        found.setdefault(method(explorer, one) if len(found) < MOST_METHODS else one)
    return list(found)


def _parted(explorer: Explorer, value: str) -> list[str]:
    """Part a value at its commas, unless it is one name that has commas."""
    parts = choice.slugs([value])
    apart = len(parts) < 2 or any(part in explorer.index for part in parts)
    return [value] if not apart and explorer.finder.called(value) else parts


def concept(concepts: Mapping[NamedNode, Concept], finder: Search, scheme: str, wanted: str) -> str:
    """Return the slug of a concept given by slug or name; raises ChoiceError naming the nearest."""
    if term := catalogue.concept(concepts, scheme, choice.local(scheme, wanted)):
        return slug(term.value)
    hits = finder.find(wanted, 5, (scheme,)).hits
    if hits and fold(hits[0].matched.value) == fold(wanted):
        return hits[0].id
    iris = (term.value for term in concepts)
    slugs = sorted(slug(one) for one in iris if one.startswith(PREFIXES[scheme]))
    # of few, all are told, the nearest first
    near = [hit.id for hit in hits] or (
        get_close_matches(wanted, slugs, 20, 0.0) if len(slugs) < 20 else []
    )
    found = f"the nearest: {', '.join(near)}" if near else "a search finds those there are"
    raise ChoiceError(f"There is no {scheme} {wanted!r}; {found}.")


def works(explorer: Explorer, wanted: str) -> Sequence[Paper]:
    """Return the work of that slug, title or DOI, or the works of a method or a person.

    Raises NotFound.
    """
    paper, person = (choice.local(room, wanted) for room in ("paper", "person"))
    if SLUG.fullmatch(paper) and NamedNode(f"{PAPERS}{paper}") in explorer.works:
        return [explorer.paper(paper)]
    if named := doi(wanted):
        found = [one.id for one in explorer.works.values() if one.doi.lower() == named]
        if not found:
            raise NotFound("No work with the DOI “{doi}” is recorded here.", doi=named[:80])
        return [explorer.paper(found[0])]
    if choice.local("method", wanted) in explorer.index or explorer.finder.called(wanted):
        return explorer.compare(explorer.slug(wanted)).works
    if SLUG.fullmatch(person) and NamedNode(f"{PERSONS}{person}") in explorer.people:
        return explorer.written(explorer.person(person))
    if people := explorer.finder.called(wanted, "person"):
        return [one for person in people for one in explorer.written(explorer.person(person))]
    if titled := explorer.finder.called(wanted, "paper"):
        return [explorer.paper(one) for one in titled]
    return explorer.compare(explorer.slug(wanted)).works


def advice(explorer: Explorer, error: ExplorerError) -> str:
    """Return what to do about a thing that is not there: a sentence after a blank, or nothing."""
    if not (isinstance(error, NotFound) and error.wanted):
        return ""
    successor = reason = ""
    try:
        if SLUG.fullmatch(error.wanted):
            successor, reason = explorer.fate(error.wanted)
        nearest = explorer.nearest(error.wanted)
    except ExplorerError:
        return ""
    if successor:
        return f" It is called {successor} now."
    if reason:
        return f" It was withdrawn: {reason}."
    # a name of several methods: the error has said so
    others = () if explorer.finder.called(error.wanted) else _others(explorer.finder, error.wanted)
    near = [f" The nearest: {', '.join(nearest)}."] if nearest else []
    return "".join([*(f" There is a {kind} of that name: {one}." for kind, one in others), *near])


def _others(finder: Search, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield what else is called just that: its type and slug."""
    for kind in GROUPS[1:]:
        yield from ((kind, one) for one in finder.called(wanted, kind))
