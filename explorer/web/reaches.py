"""What a neighbourhood shows, as its address has it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
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
    limit = _number("limit", LIMITS[0])
    if limit > LIMITS[-1]:
        raise ChoiceError("A picture holds at most {most} methods.", most=LIMITS[-1])
    years = [year for name in ("since", "until") if (year := _number(name, 0))]
    hidden = _slugs("hide", without=(*_slugs("show"), slug))
    return Reach(
        starts=tuple(dict.fromkeys((slug, *_slugs("with")))),
        depth=_number("depth", 1),
        types=_slugs("type"),
        families=_slugs("family"),
        fields=_slugs("field"),
        since=min(years, default=None) if len(years) > 1 else _number("since", 0) or None,
        until=max(years, default=None) if len(years) > 1 else _number("until", 0) or None,
        opened=_slugs("open", without=(*_slugs("close"), *hidden)),
        hidden=hidden,
        limit=limit,
        room=LIMITS[-1],
    )


def _slugs(name: str, without: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(one for one in choice.slugs(request.args.getlist(name)) if one not in without)


def _number(name: str, otherwise: int) -> int:
    """Return the last number given under a name: a button's comes after what the form keeps."""
    text = (request.args.getlist(name)[-1:] or [""])[0].strip()
    if text and not re.fullmatch(r"[0-9]{1,4}", text):
        raise ChoiceError("Give a whole number from 0 to 9999, not “{text}”.", text=text[:40])
    return int(text) if text else otherwise


def parts(reach: Reach) -> tuple[tuple[str, Sequence[object]], ...]:
    """Return a neighbourhood as the parts of its address, without what is not asked for."""
    return (
        ("with", reach.starts[1:]),
        ("open", reach.opened),
        ("hide", reach.hidden),
        ("depth", [reach.depth] if reach.depth != 1 else []),
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


def around(slugs: Iterable[str], *, alone: bool = False) -> str:
    """Return where the neighbourhood of methods stands, or that of them `alone`."""
    starts = tuple(slugs)
    return address(Reach(starts, limit=len(starts) if alone else LIMITS[0]))
