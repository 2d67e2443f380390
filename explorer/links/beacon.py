"""Links as a file of BEACON, in which catalogues tell each other what they have in common."""

from __future__ import annotations

import re

from ..model import Linkset
from ..vocab import BASE, slug

BREAK = re.compile(r"[\s|]+")  # what parts the fields and lines of the format


def write(links: Linkset, site: str = "") -> str:
    """Return a set of links: what all have in common, then a line a link.

    `site` begins the address of the file; without one it has none.
    """
    there = [match.object.value.removeprefix(links.space) for match in links.matches]
    # without a plus the slash in an identifier would become %2F
    end = "{+ID}" if any("/" in identifier for identifier in there) else ""
    head = {
        "FORMAT": "BEACON",
        "PREFIX": f"{BASE}{links.room}/",
        "TARGET": f"{links.space}{end}",
        "RELATION": links.predicate.value,
        "NAME": links.name,
        "DESCRIPTION": f"Links from each {links.room} of Method Explorer to {links.name}",
        "CREATOR": "Method Explorer",
        "SOURCESET": f"{BASE}dataset",
        "TARGETSET": links.home,
        "TIMESTAMP": links.date,
        "FEED": f"{site}/beacon/{links.id}.txt" if site else "",
    }
    lines = [f"#{name}: {value}" for name, value in head.items() if value]
    for match, identifier in zip(links.matches, there, strict=True):
        label = BREAK.sub(" ", match.label).strip()
        lines.append(f"{slug(match.subject.value)}|{label}|{identifier}")
    return "\n".join([*lines[: -len(there)], "", *lines[-len(there) :]]) + "\n"
