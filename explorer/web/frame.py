"""What stands around every page: its names in other languages, its data, the chosen methods."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, g, request, url_for

from .. import choice
from ..config import LANGUAGES, MOST_METHODS, Sources
from ..core import Explorer
from .languages import own_name
from .lists import Named, named
from .subjects import documents

FILES = ("methods.ttl", "links.ttl", "evidence.tsv")
TRAY = "chosen"  # the cookie that keeps what was chosen


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that the same page speaks."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page; `site` begins the addresses that others are given."""

    title: str
    section: str
    language: str
    tongues: tuple[Tongue, ...]
    count: int
    files: tuple[str, ...]
    site: str
    address: str
    preview: str
    about: str
    tray: tuple[Named, ...]
    full: bool
    data: Mapping[str, str]
    documents: Mapping[str, str]
    markup: str


def files(explorer: Explorer) -> tuple[str, ...]:
    """Return the files of the graph that can be taken home."""
    if explorer.folder is None:
        return ()
    return tuple(name for name in FILES if (explorer.folder / name).is_file())


def ontology_files(explorer: Explorer) -> dict[str, Path]:
    """Return the files that say what the words of the graph mean, by name."""
    if explorer.folder is None:
        return {}
    whole = explorer.folder.parent if explorer.folder.name == "data" else explorer.folder
    return {path.name: path for path in Sources.below(whole).ontology}


def settled() -> str:
    """Return how addresses begin in files, which are the same bytes whoever asks: as was set."""
    return str(current_app.config["SITE"])


def site() -> str:
    """Return how the addresses begin that others are given, with the path of the site.

    Where the client gives no name of a host, they begin with that path.
    """
    return settled() or (request.url_root.rstrip("/") if request.host else request.script_root)


def origin() -> str:
    """Return the same without that path: what an address of a page goes after."""
    return site().removesuffix(request.script_root)


def here() -> str:
    """Return the path that is asked for, with the one that the site is under."""
    return f"{request.script_root}{request.path}"


def query(apart: Collection[str] = ()) -> str:
    """Return what follows the path in the address that is asked for, apart from some of it."""
    parts = request.query_string.decode("ascii", "ignore").split("&")
    kept = "&".join(part for part in parts if part.partition("=")[0] not in apart)
    return f"?{kept}" if kept else ""


def chosen() -> list[str]:
    """Return the slugs that this browser has collected, as its cookie has them."""
    kept = request.cookies.get(TRAY, "")
    slugs = (slug for slug in kept.split(".") if choice.SLUG.fullmatch(slug))
    return list(dict.fromkeys(slugs))[:MOST_METHODS]


def _tongues(below: str) -> tuple[Tongue, ...]:
    """Return the page in each language of the site; a copy has some of them."""
    return tuple(
        Tongue(code, own_name(code), f"{request.script_root}/{code}{below}")
        for code in current_app.config.get("LANGUAGES", LANGUAGES)
    )


def frame(
    explorer: Explorer,
    title: str,
    section: str,
    data: Sequence[str] = (),
    *,
    apart: Collection[str] = (),
    preview: str = "",
    about: str = "",
    markup: str = "",
    broken: bool = False,
) -> Frame:
    """Return what stands around a page; in other languages it keeps the rest of its address.

    So do its data, `apart` from what only says how the page shows them.
    Where something is `broken`, the explorer is not asked for anything.
    """
    language: str = g.get("language", LANGUAGES[0])
    asked = query()
    tray = () if broken else named(explorer, chosen())
    return Frame(
        title=title,
        section=section,
        language=language,
        tongues=_tongues(f"{request.path.removeprefix(f'/{language}')}{asked}"),
        count=0 if broken else len(explorer.entries),
        files=files(explorer),
        site=origin(),
        address=f"{here()}{asked}",
        preview=preview or url_for("pages.picture"),
        about=about,
        tray=tray,
        full=len(tray) >= MOST_METHODS,
        data={form: f"{here().rstrip('/')}.{form}{query(apart)}" for form in data},
        documents={} if broken else documents(),
        markup=markup,
    )
