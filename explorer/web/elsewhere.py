"""What a thing is called in data sets elsewhere, as pages say it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from ..core import Explorer
from ..links import of
from ..model import Match
from ..vocab import slug
from .languages import gettext


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A link in words: how near what is there is, and how, how surely and when that was found.

    `sources` are what says so.
    """

    dataset: str
    id: str
    label: str
    address: str
    nearness: str
    how: str
    confidence: float
    date: str
    reviewer: str
    comment: str
    sources: tuple[str, ...]


def elsewhere(explorer: Explorer, term: NamedNode) -> tuple[Elsewhere, ...]:
    """Return what a thing is called elsewhere, as its page shows it."""
    return tuple(map(_shown, explorer.matches_of(term)))


def _shown(match: Match) -> Elsewhere:
    target, iri = of(match.object), match.object.value
    return Elsewhere(
        dataset=target.name if target else urlsplit(iri).netloc,
        id=target.shown(iri) if target else iri,
        label=match.label,
        address=target.address(iri) if target else iri,
        nearness=_nearness(slug(match.predicate.value)),
        how=_how(slug(match.justification.value)),
        confidence=match.confidence,
        date=match.date,
        reviewer=match.reviewer,
        comment=match.comment,
        sources=match.sources,
    )


def _nearness(relation: str) -> str:
    said = {
        "closeMatch": gettext("close to it"),
        "broadMatch": gettext("wider"),
        "narrowMatch": gettext("narrower"),
        "relatedMatch": gettext("related"),
    }
    return said.get(relation) or gettext("the same")


def _how(justification: str) -> str:
    by_name, known = gettext("by the name"), gettext("by what is known of both")
    said = {
        "ManualMappingCuration": gettext("by reading both"),
        "LexicalMatching": by_name,
        "LexicalSimilarityThresholdMatching": by_name,
        "CompositeMatching": gettext("by names, people and years"),
        "BackgroundKnowledgeBasedMatching": known,
        "MappingChaining": gettext("through a third data set"),
    }
    return said.get(justification) or gettext("in a way that is not recorded")
