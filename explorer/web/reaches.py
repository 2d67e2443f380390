"""What a neighbourhood shows, as its address has it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from flask import request, url_for

from .. import choice
from ..errors import ChoiceError
from ..model import Reach

LIMITS = (60, 100, 150)  # methods that a picture holds


def asked(slug: str) -> Reach:
    """Read from the address what to walk over; raises ChoiceError.

    What is closed is no longer opened, and what is shown again no longer hidden.
    """
    limit = _number("limit") or LIMITS[0]
    if limit > LIMITS[-1]:
        raise ChoiceError("A picture holds at most {most} methods.", most=LIMITS[-1])
    hidden = _slugs("hide", without=_slugs("show"))
    return Reach(
        starts=tuple(dict.fromkeys((slug, *_slugs("with", without=hidden)))),
        depth=_number("depth") or 1,
        types=_slugs("type"),
        families=_slugs("family"),
        fields=_slugs("field"),
        since=_number("since"),
        until=_number("until"),
        opened=_slugs("open", without=(*_slugs("close"), *hidden)),
        hidden=hidden,
        limit=limit,
        room=LIMITS[-1],
    )


def _slugs(name: str, without: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(one for one in choice.slugs(request.args.getlist(name)) if one not in without)


def _number(name: str) -> int | None:
    """Return the last number given under a name: a button's comes after what the form keeps."""
    text = request.args.getlist(name)[-1:]
    if text and text[0].strip() and not re.fullmatch(r"[0-9]{1,4}", text[0].strip()):
        raise ChoiceError("“{text}” is no whole number.", text=text[0][:40])
    return int(text[0]) if text and text[0].strip() else None


def parts(reach: Reach) -> tuple[tuple[str, Sequence[object]], ...]:
    """Return a neighbourhood as the parts of its address, without what is not asked for."""
    return (
        ("with", reach.starts[1:]),
        ("open", reach.opened),
        ("hide", reach.hidden),
        ("depth", [reach.depth] if reach.depth > 1 else []),
        ("type", reach.types),
        ("family", reach.families),
        ("field", reach.fields),
        ("since", [reach.since] if reach.since else []),
        ("until", [reach.until] if reach.until else []),
        ("limit", [reach.limit] if reach.limit != LIMITS[0] else []),
    )


def address(reach: Reach, form: str | None = None) -> str:
    """Return where a neighbourhood stands."""
    query = urlencode([(name, value) for name, values in parts(reach) for value in values])
    base = url_for("pages.graph", slug=reach.starts[0], form=form)
    return f"{base}?{query}" if query else base
