"""Where the shipped files are, and what the environment asks for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from .errors import DataError
from .vocab import LINKS, OUTSIDE

LANGUAGES = ("en", "vi", "fr", "de", "es", "zh", "ja")
MOST_METHODS = 10
SITE = re.compile(r"https?://[^\s/?#<>\"]+(/[A-Za-z0-9._~-]+)*/?")
NONE = {"queue", "proxies"}  # limits that may be zero
DAY = 24 * 60 * 60  # seconds, the most that an answer is waited for
MOST = 10**9  # of what else is limited, which any machine can count to
SERVICE = re.compile(r"https?://[^\s<>\"{}|\\^`@]+")
SNAPSHOT = re.compile(r"[a-z]+-\d{4}-\d\d-\d\d")  # of a source on a day


def share() -> Path:
    """Return the folder that holds ontology, data and queries: in the wheel, or the checkout."""
    package = Path(__file__).parent
    return shipped if (shipped := package / "_share").is_dir() else package.parent


def data_folder(where: str) -> Path | None:
    """Return the folder below `where` that holds methods.ttl, where there is one."""
    folders = (Path(where) / "data", Path(where))
    return next((folder for folder in folders if (folder / "methods.ttl").is_file()), None)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one graph: Turtle of the ontology and the data, and the evidence.

    Links to other data sets, and what those say, are files of graphs of their own; `outside` are
    the latest snapshots of these, one of each source, and `older` are those before.
    """

    ontology: tuple[Path, ...]
    data: tuple[Path, ...]
    evidence: Path | None
    links: Path | None = None
    outside: tuple[Path, ...] = ()
    older: tuple[Path, ...] = ()

    @classmethod
    def below(cls, folder: Path) -> Sources:
        """Find the files of a graph; the shipped ontology stands in where the folder has none.

        Raises DataError where the folder holds no Turtle file, or a snapshot of another name.
        """
        own = folder / "ontology"
        words = own if own.is_dir() else share() / "ontology"
        facts = inner if (inner := folder / "data").is_dir() else folder
        links = facts / "links.ttl"
        data = tuple(sorted({*facts.glob("*.ttl")} - {links}))
        if not data:
            raise DataError(
                f"{folder} holds no Turtle file (*.ttl): "
                "give a folder with data/methods.ttl, or an endpoint's address."
            )
        evidence = facts / "evidence.tsv"
        ontology = (
            words / "core.ttl",
            words / "shapes.ttl",
            *sorted((words / "vocab").glob("*.ttl")),
        )
        return cls(
            ontology,
            data,
            evidence if evidence.is_file() else None,
            links if links.is_file() else None,
            *_snapshots(facts / "outside"),
        )

    @property
    def vocabularies(self) -> tuple[Path, ...]:
        """The concept schemes."""
        return tuple(path for path in self.ontology if path.parent.name == "vocab")

    @property
    def all(self) -> tuple[Path, ...]:
        """Every Turtle file of what is stated."""
        return (*self.ontology, *self.data)

    @property
    def named(self) -> Mapping[NamedNode, Path]:
        """The Turtle files that have graphs of their own, but for older snapshots."""
        return {**({LINKS: self.links} if self.links else {}), **_named(self.outside)}

    @property
    def past(self) -> Mapping[NamedNode, Path]:
        """The older snapshots by their graphs, which are read only where they are asked for."""
        return _named(self.older)


def _named(snapshots: Iterable[Path]) -> Mapping[NamedNode, Path]:
    return {NamedNode(f"{OUTSIDE}{path.stem}"): path for path in snapshots}


def _snapshots(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the latest snapshot of each source, and the older; they go by source and day."""
    found = tuple(sorted(folder.glob("*.ttl")))
    for path in found:
        if not SNAPSHOT.fullmatch(path.stem):
            raise DataError(
                f"{path} is not named as a snapshot is, such as wikidata-2026-11-27.ttl: "
                "rename it, or take it out."
            )
    latest = {path.stem.partition("-")[0]: path for path in found}  # in the order of their days
    older = tuple(path for path in found if path not in latest.values())
    return tuple(latest.values()), older


@dataclass(frozen=True, slots=True)
class Limits:
    """What the public SPARQL endpoint grants a query, and a client.

    `memory` is in MiB beside the data; `rate` is such as 120/minute, none where empty; `queue` is
    how many may wait while all `workers` are busy. Each process of the site has so many workers,
    and counts for itself. `proxies` is how many stand before the site and name the client in
    X-Forwarded-For; `services` are the addresses of the endpoints that a query may ask by SERVICE,
    none where empty.
    """

    seconds: float = 10.0
    rows: int = 10_000
    memory: int = 512
    workers: int = 2
    queue: int = 4
    rate: str = "120/minute"
    proxies: int = 0
    services: tuple[str, ...] = ()

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Limits:
        """Read EXPLORER_SPARQL_SECONDS, _ROWS, _MEMORY, _WORKERS, _QUEUE, _RATE and _PROXIES.

        EXPLORER_SPARQL_SERVICES are addresses with blanks between them.
        """
        given = {
            name: text.strip()
            for name in cls.__dataclass_fields__
            if (text := environment.get(f"EXPLORER_SPARQL_{name.upper()}")) is not None
        }
        rate = given.pop("rate", cls().rate)
        allowed = services("EXPLORER_SPARQL_SERVICES", given.pop("services", "").split())
        numbers: dict[str, Any] = {name: _number(name, text) for name, text in given.items()}
        return replace(cls(rate=rate, services=allowed), **numbers)


def services(name: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of endpoints that may be asked; raises DataError for what is none."""
    found = tuple(dict.fromkeys(addresses))
    if wrong := next((one for one in found if not SERVICE.fullmatch(one)), ""):
        raise DataError(
            f"{name} has {wrong!r}; give whole addresses with http:// or https://, "
            "without a password, and blanks between them."
        )
    return found


def own(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Read EXPLORER_SERVICES: the endpoints that queries of one's own may ask by SERVICE."""
    return services("EXPLORER_SERVICES", environment.get("EXPLORER_SERVICES", "").split())


def _number(name: str, text: str) -> int | float:
    """Read a number of a limit; the queue and the proxies may be none."""
    try:
        number = float(text) if name == "seconds" else int(text)
    except ValueError:
        number = -1
    most = DAY if name == "seconds" else MOST
    if not 0 <= number <= most or (not number and name not in NONE):
        raise DataError(
            f"EXPLORER_SPARQL_{name.upper()} is {text!r}; "
            f"give a number above zero, {most} at the most."
        )
    return number


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside; read once, then handed on."""

    store: str | None = None
    timeout: float = 30.0
    site: str = ""
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read EXPLORER_STORE (an endpoint or folder), EXPLORER_TIMEOUT (seconds), EXPLORER_SITE.

        The last begins the addresses that others are given, such as https://methods.example.org.
        The limits of the SPARQL endpoint are read beside them.
        """
        seconds = environment.get("EXPLORER_TIMEOUT", "30")
        try:
            timeout = float(seconds)
        except ValueError as error:
            raise DataError(
                f"EXPLORER_TIMEOUT is {seconds!r}; give a number of seconds."
            ) from error
        if not 0 < timeout <= DAY:
            raise DataError(
                f"EXPLORER_TIMEOUT is {seconds!r}; give seconds above zero, {DAY} at the most."
            )
        site = environment.get("EXPLORER_SITE", "")
        if site and not SITE.fullmatch(site):
            raise DataError(
                f"EXPLORER_SITE is {site!r}; give an address such as https://example.org or "
                "https://example.org/methods, with plain letters in its path."
            )
        store = environment.get("EXPLORER_STORE") or None
        return cls(store, timeout, site, Limits.read(environment))
