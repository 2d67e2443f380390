"""Facts turned into rows and cells, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from ..model import (
    Absence,
    Cell,
    Paper,
    Relation,
    RelationType,
    Row,
    RowSpec,
    Rule,
    Term,
    Text,
    Value,
    collated,
    spoken,
)
from ..vocab import NAME, NOT_APPLICABLE, RELATED, UNSETTLED, slug
from .facts import Facts


class Table:
    """Makes the rows of one comparison."""

    def __init__(
        self,
        facts: Facts,
        language: str,
        types: Mapping[NamedNode, RelationType],
        papers: Mapping[NamedNode, Paper],
    ) -> None:
        self._facts, self._language, self._types, self._papers = facts, language, types, papers
        self._seen: dict[tuple[NamedNode, bool], Relation] = {}
        self._signed: dict[str, list[NamedNode]] = defaultdict(list)
        cited = [
            (papers[value], method)
            for (method, _), values in facts.values.items()
            for value in values
            if isinstance(value, NamedNode) and value in papers
        ]
        for paper, method in sorted(cited, key=lambda pair: pair[0].year):
            self._signed[method] += [person.term for person in paper.authors]

    def method(self, method: NamedNode) -> Value:
        """Return the head of a column."""
        return Value(
            method,
            spoken(self._facts.texts(method.value, NAME), self._language, slug(method.value)),
        )

    def row(self, spec: RowSpec, methods: Sequence[NamedNode]) -> Row:
        """Return a row; among related methods those in common come first."""
        row = Row(
            spec,
            spoken(spec.names, self._language, spec.id),
            tuple(self._cell(spec, method.value) for method in methods),
        )
        if spec.path != RELATED:
            return row
        cells = (
            replace(
                cell, values=tuple(sorted(cell.values, key=lambda value: -sum(row.holders(value))))
            )
            for cell in row.cells
        )
        return replace(row, cells=tuple(cells))

    def _cell(self, spec: RowSpec, method: str) -> Cell:
        values = self._span(spec, method) if spec.until else self._list(spec, method)
        remark = self._facts.texts(method, spec.remark)
        return Cell(
            values, spoken(remark, self._language) if remark else None, self._absence(spec, method)
        )

    def _span(self, spec: RowSpec, method: str) -> tuple[Value, ...]:
        """Return a range such as 2015–2018, or the one year, as a single value."""
        start, end = self._facts.get(method, spec.path), self._facts.get(method, spec.until)
        text = "–".join(term.value for term in (*start[:1], *end[:1]))
        return (Value(Literal(text), Text(text)),) if start else ()

    def _list(self, spec: RowSpec, method: str) -> tuple[Value, ...]:
        terms = self._facts.get(method, spec.path)
        held = {term.language for term in terms if isinstance(term, Literal)}
        if held:
            # of a text there is one per language; of names the English ones are read everywhere
            own = [tag for tag in dict.fromkeys((self._language, "en")) if tag in held]
            known = own or sorted(filter(None, held))[:1]
            wanted = {None, *(known if spec.rule is Rule.NEVER else known[:1])}
            terms = [
                term for term in terms if not isinstance(term, Literal) or term.language in wanted
            ]
        values = [self._value(spec, method, term) for term in terms]
        if len(values) > 1:
            values.sort(key=lambda value: self._rank(method, value))
        return tuple(values)

    def _rank(self, method: str, value: Value) -> tuple[object, ...]:
        """Works by year, people as they signed the earliest work, names in our language first."""
        text = collated(value.label.value, self._language)
        if value.paper:
            return (value.paper.year, text)
        if isinstance(value.term, Literal):
            return (value.label.language != self._language, text)
        signed = self._signed.get(method, [])
        return (signed.index(value.term) if value.term in signed else len(signed), text)

    def _value(self, spec: RowSpec, method: str, term: Term) -> Value:
        if isinstance(term, Literal):
            return Value(term, Text(term.value, term.language or ""))
        label = spoken(self._facts.names.get(term, {}), self._language, slug(term.value))
        relations = self._relations(method, term) if spec.path == RELATED else ()
        return Value(term, label, self._papers.get(term), relations)

    def _relations(self, method: str, other: Term) -> tuple[Relation, ...]:
        stated = self._facts.relations.get(((method, RELATED), other)) or {(RELATED, True)}
        if len(stated) == 1:
            return tuple(self._relation(*one) for one in stated)
        ordered = sorted(stated, key=lambda pair: (pair[0].value, pair[1]))
        return tuple(self._relation(*one) for one in ordered)

    def _relation(self, node: NamedNode, forward: bool) -> Relation:
        """Return a relation as its method sees it; each is made once a table."""
        if (node, forward) not in self._seen:
            known = self._types.get(node) or RelationType(node, {}, {})
            self._seen[node, forward] = known.seen(forward, self._language)
        return self._seen[node, forward]

    def _absence(self, spec: RowSpec, method: str) -> Absence:
        if spec.path in self._facts.get(method, UNSETTLED):
            return Absence.UNSETTLED
        if spec.path in self._facts.get(method, NOT_APPLICABLE):
            return Absence.NOT_APPLICABLE
        return Absence.NOT_RECORDED
