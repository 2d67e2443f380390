"""What the commands print for people: tables that fit the terminal, plain when piped."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from pyoxigraph import NamedNode
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text as Styled

from .. import export
from ..model import (
    Absence,
    Cell,
    Comparison,
    Concept,
    Entry,
    Found,
    Link,
    Neighbourhood,
    Problem,
    Route,
    Row,
    Scope,
    Term,
    spoken,
)
from ..query import Queries
from ..statistics import Statistics
from ..vocab import short

Item = TypeVar("Item")
SIGNS = {Absence.NOT_RECORDED: "—", Absence.UNSETTLED: "?", Absence.NOT_APPLICABLE: "∅"}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command, to which a reader that has gone is no problem."""
        raise BrokenPipeError


def _console() -> Console:
    # a pipe has no width: long cells then stay on their line
    console = _Console(highlight=False, markup=False)
    return console if console.is_terminal else _Console(highlight=False, markup=False, width=160)


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(Styled(head), overflow="fold")
    return table


def comparison(made: Comparison) -> None:
    """Print methods side by side."""
    table = _table("", "", *(method.label.value for method in made.methods))
    for row in made.rows:
        table.add_row(
            Styled(row.label.value, "bold"),
            Styled("≠" if row.differs else "", "red"),
            *(_cell(row, cell) for cell in row.cells),
        )
        table.add_section()
    _console().print(table)


def _cell(row: Row, cell: Cell) -> Styled:
    text = Styled()
    for number, value in enumerate(cell.values):
        line = export.citation(value)
        text.append("\n" if number else "").append(
            line,
            "red" if row.compared and row.scope(value) is Scope.ONLY and len(row.cells) > 1 else "",
        )
    if cell.remark:
        text.append(f"{chr(10) if cell.values else ''}{cell.remark.value}", "dim")
    return text or Styled(SIGNS[cell.absence], "dim")


def method(made: Comparison, links: Sequence[Link], entailed: Sequence[Link]) -> None:
    """Print one method and how it is related to others, as stated and as follows from that."""
    console = _console()
    table = _table("", made.methods[0].label.value)
    for row in made.rows:
        if row.spec.id != "related":
            table.add_row(Styled(row.label.value, "bold"), _cell(row, row.cells[0]))
    console.print(table)
    related = _table("", "", "")
    related.show_header = False
    for link in links:
        related.add_row(
            Styled(link.relation.label.value, "bold"),
            link.other.label.value,
            Styled(link.note.value if link.note else "", "dim"),
        )
    for link in entailed:
        follows = Styled(f"Follows through {', '.join(link.through)}.", "dim")
        related.add_row(Styled(link.relation.label.value, "dim"), link.other.label.value, follows)
    console.print(related)


def elsewhere(found: Sequence[export.Document]) -> None:
    """Print what a thing is called in other data sets, and where one reads of it there."""
    if not found:
        return
    table = _table("elsewhere", "", "", "")
    for one in found:
        label = one["label"] or one["id"]
        table.add_row(Styled(one["dataset"], "bold"), one["relation"], label, one["url"])
    _console().print(table)


def entries(found: Sequence[Entry], concepts: Mapping[NamedNode, Concept], language: str) -> None:
    """Print methods, one a line."""
    table = _table("slug", "name", "family", "year")
    table.columns[0].no_wrap = True
    for entry in found:
        family = concepts.get(entry.family) if entry.family else None
        table.add_row(
            entry.id,
            spoken(entry.names, language, entry.id).value,
            spoken(family.names, language).value if family else "",
            str(entry.introduced or "—"),
        )
    _console().print(table)


def hits(found: Found, language: str) -> None:
    """Print what a search found, one hit a line, with what it was found by."""
    console = _console()
    if found.read_as:
        console.print(Styled(f"Shown is what fits “{found.read_as}”.", "dim"))
    if found.partial:
        console.print(Styled("Nothing has all the words; shown is what has some of them.", "dim"))
    if found.ignored:
        console.print(Styled(f"Nothing fits “{' '.join(found.ignored)}”.", "dim"))
    table = _table("type", "slug", "name", "found by")
    for hit in found.hits:
        name = spoken(hit.names, language, hit.id).value
        long = hit.why in {"summary", "definition"}
        said = hit.why if long else f"{hit.why}: {hit.matched.value}"
        table.add_row(hit.type, hit.id, name, "" if hit.matched.value == name else said)
    console.print(table)


def route(made: Route, index: Mapping[str, Entry], language: str) -> None:
    """Print paths, one step a line with its reason."""
    console = _console()

    def name(slug: str) -> str:
        return spoken(index[slug].names, language, slug).value

    for path in made.paths:
        console.print(Styled(name(made.start), "bold"))
        for step in path.steps:
            said = Styled.assemble(
                f"  {step.relation.label.value} ", (name(step.target), "bold"), overflow="fold"
            )
            console.print(said)
            if step.note:
                console.print(Styled(f"    {step.note.value}", "dim"))
        console.print()


def neighbourhood(made: Neighbourhood) -> None:
    """Print the methods around one, then the relations between all of them."""
    console = _console()
    names = {node.id: node.label.value for node in made.nodes}
    table = _table("steps", "slug", "name", "year", "neighbours")
    table.columns[1].no_wrap = True
    for node in made.nodes:
        row = (node.distance, node.id, node.label.value, node.year or "—", node.degree)
        table.add_row(*map(str, row))
    console.print(table)
    table = _table("method", "relation", "method", "")
    for edge in made.edges:
        follows = f"Follows through {', '.join(names.get(one, one) for one in edge.through)}."
        aside = edge.note.value if edge.note else follows if edge.inferred else ""
        cells = (names[edge.method], edge.relation.label.value, names[edge.other])
        table.add_row(*cells, Styled(aside, "dim"))
    console.print(table)


def queries(found: Queries) -> None:
    """Print the queries with their parameters."""
    table = _table("query", "parameters", "summary")
    for query in found.values():
        table.add_row(query.name, ", ".join(query.params), query.summary)
    _console().print(table)


def solutions(columns: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> None:
    """Print the rows of a query."""
    table = _table(*columns)
    for row in rows:
        table.add_row(*(Styled(short(row[name].value) if name in row else "") for name in columns))
    _console().print(table)


def problems(found: Sequence[Problem]) -> None:
    """Print problems, each with what mends it."""
    console = _console()
    for problem in found:
        console.print(
            Styled.assemble(
                (problem.where, "bold"), f" {problem.message}. ", (problem.mend, "dim")
            ),
            soft_wrap=True,
        )


def lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of words under their heads."""
    table = _table(*heads)
    for row in rows:
        table.add_row(*map(Styled, row))
    _console().print(table)


def progress(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """Go through items, with a bar on a terminal and without one in a pipe."""
    return track(items, doing, console=Console(stderr=True), disable=not sys.stderr.isatty())


def statistics(found: Statistics) -> None:
    """Print how much the graph holds."""
    table = _table("what", "how many")
    things = ("methods", "papers", "persons", "organisations", "fields", "families")
    for name in (*things, "relations"):
        table.add_row(name, f"{getattr(found, name):,}")
    table.add_row("relations of a closer type", f"{found.typed_relations:,}")
    table.add_row("relations with a reason", f"{found.statements:,}")
    table.add_row("relations a method", f"{found.relations_per_method:.1f}")
    table.add_row("parts that no path joins", f"{found.components:,}")
    for name, share in found.coverage.items():
        table.add_row(name, f"{share:.1%}")
    table.add_section()
    for name, number in found.by_family.items():
        table.add_row(name, f"{number:,}")
    table.add_section()
    for name, number in found.by_field.items():
        table.add_row(name, f"{number:,}")
    _console().print(table)
