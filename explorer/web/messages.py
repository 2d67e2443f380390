"""Words of queries and addresses for the translators, who get them with those of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..query import Query
from .operations import OPERATIONS

Message = tuple[int, str, str, list[str]]


def headers(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[Message]:
    """Yield the summary, the description and the tags of a query file, as Babel asks for them.

    >>> from io import BytesIO
    >>> text = b"#+ summary: All of it.\\n#+ columns: [x]\\n#+ tags: [graph]\\nSELECT ?x {}"
    >>> [message for _, _, message, _ in headers(BytesIO(text), None, None, None)]
    ['All of it.', 'graph']
    """
    query = Query.parse("", file.read().decode())
    for text in (query.summary, query.description, *query.tags):
        if text:
            yield 1, "", text, []


def operations(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[Message]:
    """Yield what is said of the addresses for programs; Babel does not look into calls in calls."""
    for operation in OPERATIONS.values():
        abouts = (value.about for value in operation.values)
        for text in (operation.summary, operation.group, *abouts):
            yield 1, "", text, []
