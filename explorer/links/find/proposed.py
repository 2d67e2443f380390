"""What was found, as candidates for a person to judge; and authors, whom their works tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from ...model import Candidate, Described, Match
from ...vocab import METHODS, PERSONS, PREFIXES
from ..score import SURE, Found, beside, same_name
from ..targets import of
from .here import Here

Pair = tuple[Described, list[Found]]  # a thing here, and what may be it elsewhere
ONE, SEVERAL = 0.85, 0.95  # how sure an author of one shared work is, and of several
INITIALS = 0.95  # what is left of it where a name agrees by its initials alone


@dataclass(frozen=True, slots=True)
class Signature:
    """An author of a work with a DOI, as a data set elsewhere knows them."""

    doi: str
    person: Described
    orcid: str = ""


def candidates(pairs: Iterable[Pair], here: Here, day: str) -> Iterator[Candidate]:
    """Propose what was found, but nothing that someone has rejected."""
    for ours, found in pairs:
        for theirs, worth, reasons in found:
            if (ours.term, theirs.term) not in here.rejected:
                yield candidate(ours, (theirs, worth, reasons), day)


def candidate(ours: Described, found: Found, day: str) -> Candidate:
    """Propose one link: the method is the same as theirs, the work or person is theirs."""
    theirs, worth, reasons = found
    method = ours.term.value.startswith(METHODS)
    predicate = f"{PREFIXES['skos']}exactMatch" if method else f"{PREFIXES['owl']}sameAs"
    person = ours.term.value.startswith(PERSONS)
    way = "BackgroundKnowledgeBasedMatching" if worth == 1.0 else "LexicalMatching"
    way = "CompositeMatching" if person else way
    target = of(theirs.term)
    page = target.address(theirs.term.value) if target else theirs.term.value
    match = Match(
        ours.term,
        NamedNode(predicate),
        theirs.term,
        next(iter(theirs.names), ""),
        NamedNode(f"{PREFIXES['semapv']}{way}"),
        worth,
        day,
        sources=(page,),
    )
    return Candidate(match, reasons, theirs.text or _told(theirs))


def _told(theirs: Described) -> str:
    """Describe a work by its authors, its year and its DOI."""
    authors = ", ".join(theirs.authors[:3]) + (" and others" if len(theirs.authors) > 3 else "")
    return ". ".join(filter(None, (authors, theirs.year, theirs.doi)))


def authors(
    persons: Sequence[Described], here: Here, signatures: Iterable[Signature]
) -> Iterator[Pair]:
    """Find persons among those who signed the works that they wrote, or who have their ORCID."""
    by_doi: dict[str, list[Signature]] = defaultdict(list)
    for signature in signatures:
        by_doi[signature.doi.casefold()].append(signature)
    for person in persons:
        orcid = here.orcids.get(person.term, "")
        own = [work.doi.casefold() for work in here.wrote[person.term] if work.doi]
        held: dict[NamedNode, list[Signature]] = defaultdict(list)
        for signature in (one for doi in (*own, "") for one in by_doi[doi]):
            if signature.doi or (orcid and signature.orcid == orcid):
                held[signature.person.term].append(signature)
        found = [_author(person, orcid, signed) for signed in held.values()]
        yield person, beside(one for one in found if one[1] >= 0.3)


def _author(person: Described, orcid: str, signed: Sequence[Signature]) -> Found:
    """Score one who signed works of a person here."""
    names = tuple(dict.fromkeys(name for one in signed for name in one.person.names))
    theirs = replace(signed[0].person, names=names)
    there = next((one.orcid for one in signed if one.orcid), "")
    name = max((same_name(here, one) for here in person.names for one in names), default=0.0)
    dois = sorted({one.doi for one in signed if one.doi})
    if not name:
        same = 0.5 if orcid and there == orcid else 0.0
        return theirs, same, (f"same ORCID {orcid}, but another name",) if same else ()
    total = (SEVERAL if len(dois) > 1 else ONE) * (1 if name == 1 else INITIALS) if dois else 0.0
    reasons = [f"same name “{names[0]}”" if name == 1 else f"“{names[0]}” fits the name"]
    reasons += [f"an author of {', '.join(dois[:3])}"] if dois else []
    if orcid and there == orcid:
        total = SURE
        reasons.append(f"same ORCID {orcid}")
    elif orcid and there:
        total -= 0.4
        reasons.append(f"another ORCID there: {there}")
    elif there:
        reasons.append(f"with the ORCID {there}")
    return theirs, round(max(total, 0.0), 3), tuple(reasons)
