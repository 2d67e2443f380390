"""What is said of a query that took too much, or whose answer no one could read."""

from __future__ import annotations

from ..errors import Overrun, QueryRefused


def late(seconds: float) -> Overrun:
    """Return the refusal of a query that was not answered in time."""
    return Overrun(
        "The query took longer than {seconds} seconds; ask for less.", seconds=f"{seconds:g}"
    )


def greedy(memory: int) -> Overrun:
    """Return the refusal of a query that needs more memory than so many MiB."""
    return Overrun(
        "The query needs more than the {memory} MiB it may take; ask for less.", memory=memory
    )


def large(most: int) -> Overrun:
    """Return the refusal of an answer of more than so many bytes."""
    return Overrun("The answer is larger than {size} MiB; ask for less.", size=most >> 20)


def broken() -> QueryRefused:
    """Return the refusal of a query that its worker did not survive."""
    return QueryRefused("The query could not be run; write it in another way.")


def unfit(form: str) -> QueryRefused:
    """Return the refusal of an answer that xml or rdf has no way to say."""
    if form == "xml":
        return QueryRefused("XML cannot hold a character of this answer; ask for JSON, CSV or TSV.")
    return QueryRefused(
        "RDF/XML cannot hold a predicate or a character of this answer; "
        "ask for Turtle, N-Triples or JSON-LD."
    )
