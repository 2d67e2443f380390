"""What an explorer says to who gives `lang`, as on the command line, for `language`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import getmembers, isfunction, signature
from typing import Any, TypeVar

from ..errors import ChoiceError

Kind = TypeVar("Kind")


def telling(kind: type[Kind]) -> type[Kind]:
    """Let each method of a class that has a `language` say what it is called."""
    for name, made in getmembers(kind, isfunction):
        if not name.startswith("_") and "language" in signature(made).parameters:
            setattr(kind, name, _telling(made))
    return kind


def _telling(made: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(made)
    def told(*given: Any, **named: Any) -> Any:
        if "lang" in named:
            raise ChoiceError(f"Say language={named['lang']!r}, not lang.")
        return made(*given, **named)

    return told
