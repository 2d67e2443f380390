"""What describes a dump: an RO-Crate, a Data Package of its tables, and a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..export import Document, as_text
from ..vocab import BASE
from .part import Part
from .release import Release

NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
TITLE = "Method Explorer: an open knowledge graph of research methods"
AUTHOR = "The Method Explorer team"
NUMBERS = {"introduced", "established", "year", "sources"}
LISTS = (
    "Several values of a cell are parted by a semicolon and a space. A cell that a spreadsheet "
    "would take for a formula has an apostrophe before it."
)


def files(made: Release, parts: Sequence[Part]) -> Iterator[tuple[Part, bytes]]:
    """Yield the description of the tables for programs, and that of everything for people."""
    package = Part("datapackage.json", "application/json", "The columns of the tables.")
    yield package, as_text(_package(made, parts)).encode()
    yield Part("README.md", "text/markdown", "What is in here."), _readme(made, parts).encode()


def crate(made: Release, parts: Sequence[Part]) -> bytes:
    """Return the metadata of an RO-Crate 1.1: the release and every file with its checksum."""
    root: Document = {
        "@id": "./",
        "@type": "Dataset",
        "name": TITLE,
        "description": _about(made),
        "version": made.version,
        "datePublished": made.date,
        "license": {"@id": made.licence},
        "author": {"@id": f"{BASE}#team"},
        "publisher": {"@id": f"{BASE}#team"},
        "identifier": BASE,
        "hasPart": [{"@id": part.path} for part in parts],
    }
    graph = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "conformsTo": {"@id": SPECIFICATION},
            "about": {"@id": "./"},
        },
        root,
        {"@id": f"{BASE}#team", "@type": "Organization", "name": AUTHOR},
        {"@id": made.licence, "@type": "CreativeWork", "name": "Licence of the data"},
        *(
            {"@id": licence, "@type": "CreativeWork", "name": "Licence of data of others"}
            for licence in sorted({part.licence for part in parts} - {"", made.licence})
        ),
        *map(_file, parts),
    ]
    # the context of RO-Crate 1.1 has no term for a checksum
    context = [f"{SPECIFICATION}/context", {"sha256": "https://schema.org/sha256"}]
    return as_text({"@context": context, "@graph": graph}).encode()


def _about(made: Release) -> str:
    return (
        f"{made.methods} research methods with their works, people and typed relations: the "
        "ontology, what is stated, what follows from it, and the same as tables."
    )


def _file(part: Part) -> Document:
    return {
        "@id": part.path,
        "@type": "File",
        "name": part.path,
        "description": part.about,
        "encodingFormat": part.kind,
        "contentSize": str(part.size),
        "sha256": part.digest,
        **({"license": {"@id": part.licence}} if part.licence else {}),
    }


def _package(made: Release, parts: Sequence[Part]) -> Document:
    """Describe the tables as a Data Package, which frictionless and others read."""
    return {
        "name": "method-explorer",
        "title": TITLE,
        "description": f"{_about(made)} {LISTS}",
        "version": made.version,
        "created": f"{made.date}T00:00:00Z",
        "licenses": [{"path": made.licence}],
        "contributors": [{"title": AUTHOR, "role": "author"}],
        "resources": [_table(part) for part in parts if part.columns],
    }


def _table(part: Part) -> Document:
    fields = [
        {"name": name, "type": "integer" if name in NUMBERS else "string", "description": about}
        for name, about in part.columns.items()
    ]
    return {
        "name": part.path.rpartition("/")[2].removesuffix(".csv"),
        "path": part.path,
        "description": part.about,
        "mediatype": part.kind,
        "encoding": "utf-8",
        "bytes": part.size,
        "hash": f"sha256:{part.digest}",
        "schema": {"fields": fields},
    }


def _readme(made: Release, parts: Sequence[Part]) -> str:
    lines = [
        f"# {TITLE}",
        "",
        _about(made),
        "",
        f"Version {made.version}, data of {made.date}, licence {made.licence}. Checksums are in",
        f"`{NAME}` and `SHA256SUMS`.",
        "",
        "| file | what |",
        "|---|---|",
        *(f"| `{part.path}` | {part.about} |" for part in parts),
        "",
        LISTS,
    ]
    for part in parts:
        if part.columns:
            lines += ["", f"## `{part.path}`", "", "| column | what |", "|---|---|"]
            lines += [f"| `{name}` | {about} |" for name, about in part.columns.items()]
    return "\n".join(lines) + "\n"
