"""Errors raised by the explorer, as a tree.

ExplorerError
  QueryError            a query file is malformed, or there is none of that name
    ParameterError      a value cannot be bound to a slot
    QueryRefused        a query is not one that the public endpoint runs
  StoreError            the store could not be opened or could not answer
    StoreUnavailable    the endpoint could not be reached, or is too busy
      Overrun           a query takes more than there is for it
      ServiceFailed     a service that a query asks did not answer
  DataError             a file of the graph cannot be read
  NotFound              there is no such thing in the graph
  ChoiceError           the choice of methods, language or format cannot be served
"""

from __future__ import annotations


class ExplorerError(Exception):
    """Base class: catching it catches everything the package raises on purpose.

    `message` may hold slots such as {slug}, filled from `values`, so that it can be translated.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message, self.values = message, values


class QueryError(ExplorerError):
    """A query file is malformed, or there is none of that name."""


class ParameterError(QueryError):
    """A parameter is missing, unknown, or of the wrong kind."""


class QueryRefused(QueryError):
    """A query is not one that the public endpoint runs; the place is 0, 0 where it has none."""

    def __init__(self, message: str, line: int = 0, column: int = 0, **values: object) -> None:
        super().__init__(message, **values, **({"line": line, "column": column} if line else {}))
        self.line, self.column = line, column


class StoreError(ExplorerError):
    """The store could not be opened or could not answer."""


class StoreUnavailable(StoreError):
    """The endpoint could not be reached, or is too busy."""


class Overrun(StoreUnavailable):
    """A query takes more time, memory or room than there is for it."""


class ServiceFailed(StoreUnavailable):
    """A service that a query asks, beside the store, did not answer."""


class DataError(ExplorerError):
    """A file of the graph cannot be read."""


class NotFound(ExplorerError):
    """There is no such thing; `wanted` is the slug that was looked for, where it was one."""

    def __init__(self, message: str, wanted: str = "", **values: object) -> None:
        super().__init__(message, **values)
        self.wanted = wanted


class ChoiceError(ExplorerError):
    """The choice of methods, language or format cannot be served."""
