"""Which person a name in an entry means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from ..errors import ExplorerError
from ..model import fold
from ..vocab import PREFIXES
from .graph import Graph, node, property_of, slugged

ORCID = "https://orcid.org/"
Agent = Mapping[str, Any]


class Unclear(ExplorerError):
    """A name or a work in an entry cannot be told apart from another one."""


def full_name(agent: Agent) -> str:
    """Return the name of an author as one text."""
    return str(
        agent.get("name") or agent.get("organisation") or f"{agent['given']} {agent['family']}"
    )


class People:
    """Resolves authors to the people of the graph, and adds those who are new."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._by_family: dict[str, set[NamedNode]] = {}
        for person in graph.things("schema:Person"):
            self._know(person)

    def _know(self, person: NamedNode) -> None:
        family = fold(self._graph.one(person, "schema:familyName"))
        self._by_family.setdefault(family, set()).add(person)

    def list(self, agents: Iterable[Agent]) -> list[NamedNode]:
        """Return the people behind a list of authors; raises Unclear."""
        agents = list(agents)
        companions = {node("person", slugged(full_name(agent))) for agent in agents}
        return [self.one(agent, companions) for agent in agents]

    def one(self, agent: Agent, companions: Iterable[NamedNode] = ()) -> NamedNode:
        """Return the person meant: same ORCID, same name, or same initials and co-authors."""
        orcid = agent.get("orcid")
        if orcid and (same := self._graph.subjects("schema:identifier", NamedNode(ORCID + orcid))):
            return same[0]
        own = agent.get("id") or slugged(full_name(agent))
        if not own:
            raise Unclear(f"{full_name(agent)} has no Latin letter to make a slug of: give an id")
        person = node("person", own)
        if self._graph.about(person):
            held = self._graph.one(person, "schema:identifier").removeprefix(ORCID)
            if orcid and held and held != orcid:
                raise Unclear(
                    f"{full_name(agent)} has the ORCID {held} in the graph and {orcid} here: "
                    "correct one, or give the new person an id"
                )
        elif shorter := self._same_initials(agent, companions):
            return shorter
        self._write(person, agent)
        return person

    def _same_initials(self, agent: Agent, companions: Iterable[NamedNode]) -> NamedNode | None:
        """Return the one whose name this shortens, known by a shared co-author."""
        wanted = _given(str(agent.get("given", "")))
        for person in sorted(self._by_family.get(fold(str(agent.get("family", ""))), ()), key=str):
            held = _given(self._graph.one(person, "schema:givenName"))
            if not wanted or not held or not (self._company(person) & set(companions)):
                continue
            if _shortens(wanted, held):
                return person
            if _shortens(held, wanted):
                name = self._graph.one(person, "schema:name")
                raise Unclear(
                    f"{full_name(agent)} seems to be {name}, with whom they share a co-author: "
                    "write the name as it is there, or give an id"
                )
        return None

    def _company(self, person: NamedNode) -> set[NamedNode]:
        """Return those who signed a work together with a person."""
        lists = {
            subject
            for subject, _ in self._graph.using(person)
            if subject.value.endswith("#authors")
        }
        members = (
            value for one in lists for values in self._graph.about(one).values() for value in values
        )
        return {value for value in members if isinstance(value, NamedNode)} - {person}

    def _write(self, person: NamedNode, agent: Agent) -> None:
        kind = "Organization" if "organisation" in agent else "Person"
        self._graph.put(person, "rdf:type", node("schema", kind))
        if not self._graph.one(person, "schema:name"):
            self._graph.put(person, "schema:name", Literal(full_name(agent)))
        for key, name in (("given", "schema:givenName"), ("family", "schema:familyName")):
            if key in agent and not self._graph.one(person, name):
                self._graph.put(person, name, Literal(agent[key]))
        if "orcid" in agent:
            self._graph.put(person, "schema:identifier", NamedNode(ORCID + agent["orcid"]))
        self._know(person)

    def agent(self, person: NamedNode) -> dict[str, str]:
        """Return a person as entries write them."""
        graph, name = self._graph, self._graph.one(person, "schema:name")
        if property_of("schema:Organization") in graph.values(person, "rdf:type"):
            return {"organisation": name}
        if not graph.one(person, "schema:familyName"):
            return {"name": name}
        made = {
            "given": graph.one(person, "schema:givenName"),
            "family": graph.one(person, "schema:familyName"),
        }
        if orcid := graph.one(person, "schema:identifier"):
            made["orcid"] = orcid.removeprefix(ORCID)
        if (own := person.value.removeprefix(PREFIXES["person"])) != slugged(name):
            made["id"] = own
        return made


def _given(text: str) -> list[str]:
    return fold(text).replace(".", " ").replace("-", " ").split()


def _shortens(short: list[str], full: list[str]) -> bool:
    """Say whether given names are initials, or fewer, of others.

    >>> _shortens(["l"], ["leo"]), _shortens(["leo"], ["l"]), _shortens(["leo"], ["leo"])
    (True, False, False)
    """
    pairs = list(zip(short, full, strict=False))
    fits = len(short) <= len(full) and all(
        there == here or (len(here) == 1 and there.startswith(here)) for here, there in pairs
    )
    return fits and short != full
