"""Commands for those who keep the graph: add, rename, withdraw, check, format, stats."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from .. import config, export, links, reason, turtle, validate
from ..curate import Desk
from ..curate.proof import Proof
from ..errors import ChoiceError
from ..model import Problem
from ..query import Queries
from ..store import EmbeddedStore
from ..verify import Bibliography
from . import screen
from .options import open_explorer, store_option

FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
bibliography_option = click.option(
    "--bibliography",
    "bibliographies",
    type=FILES,
    multiple=True,
    help="A local bibliography (JSON lines: doi, title, authors, year, sources); repeat it.",
)
folder_option = click.option(
    "--in", "given", metavar="FOLDER", help="The folder of the graph; this one if not given."
)


def folder_of(given: str | None) -> Path:
    """Return the folder given, the one we stand in where it holds a graph, or the shipped one."""
    here = Path.cwd()
    if given:
        if not Path(given).is_dir():
            raise ChoiceError(f"There is no folder {given}.")
        return Path(given)
    return here if (here / "data" / "methods.ttl").is_file() else config.share()


def desk_of(given: str | None) -> Desk:
    """Return the desk over the folder that is meant."""
    sources = config.Sources.below(folder_of(given))
    return Desk(sources, Queries.load(config.share() / "queries"))


def entry(slug: str, folder: str | None) -> str:
    """Return the entry of a method as YAML."""
    return desk_of(folder).entry(slug)


def end(problems: Sequence[Problem], done: str) -> None:
    """Print what was done, or each problem and that nothing was; exit code 1 for problems."""
    if problems:
        screen.problems(problems)
        click.echo(f"Nothing was changed: {_counted(len(problems))}.", err=True)
        raise SystemExit(1)
    click.echo(done)


def _counted(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 's'}"


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILES)
@bibliography_option
@click.option("--correct", is_flag=True, help="Let these entries correct works others cite too.")
@folder_option
def add(
    files: tuple[Path, ...], bibliographies: tuple[Path, ...], correct: bool, given: str | None
) -> None:
    """Merge entries (YAML) into the graph: all of them, or none where one has a problem.

    An entry replaces what was said of its method before. To edit: `explorer show SLUG --yaml`,
    change, add. The form is ontology/entry.schema.json; CONTRIBUTING.md has an annotated example.

    \b
    explorer show lasso --yaml > lasso.yaml
    explorer add lasso.yaml --bibliography bibliography.jsonl
    """
    proof = Proof([Bibliography(path) for path in bibliographies], datetime.now(UTC).date())
    problems = desk_of(given).add(files, proof, correct=correct)
    end(problems, f"Merged {len(files)} file{'' if len(files) == 1 else 's'}.")


@click.command()
@click.argument("old")
@click.argument("new")
@folder_option
def rename(old: str, new: str, given: str | None) -> None:
    """Give the method OLD the slug NEW; the old address leads to the new one.

    \b
    explorer rename k-means k-means-clustering
    """
    end(desk_of(given).rename(old, new), f"{old} is now {new}.")


@click.command()
@click.argument("slug")
@click.option("--because", required=True, help="Why: the reason is kept and shown.")
@folder_option
def withdraw(slug: str, because: str, given: str | None) -> None:
    """Take the method SLUG out; its slug is never used again.

    \b
    explorer withdraw some-method --because "It is the same as another."
    """
    end(desk_of(given).withdraw(slug, because), f"{slug} was withdrawn.")


@click.command()
@click.argument("folder", required=False)
@click.option("--reason", "reasoned", is_flag=True, help="Reason over it too, which needs Java.")
def check(folder: str | None, *, reasoned: bool) -> None:
    """Check the graph in FOLDER: canonical form, SHACL shapes, rules, evidence and links.

    With --reason also whether it contradicts the ontology. Prints each problem with the command or
    edit that mends it; exit code 1 where there is one.

    \b
    explorer check
    explorer check --reason
    """
    desk = desk_of(folder)
    found = validate.check(desk.sources, desk.queries)
    found += links.check(EmbeddedStore.of((), desk.sources.named), desk.queries)
    screen.problems(found)
    if reasoned:
        store = EmbeddedStore.of(desk.sources.all)
        conflicts = reason.check(store.construct(desk.queries["graph_triples"].bind()))
        screen.problems(conflicts)
        found += conflicts
    files = len(desk.sources.all) + len(desk.sources.named) + len(desk.sources.past)
    click.echo(f"{_counted(len(found))} in {files} files.", err=bool(found))
    if found:
        raise SystemExit(1)


@click.command("format")
@click.argument("folder", required=False)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; 1 where one would.")
def format_files(folder: str | None, only_check: bool) -> None:
    """Write the data files of FOLDER in their canonical form.

    \b
    explorer format
    explorer format --check
    """
    root = folder_of(folder)
    changed = 0
    for path in validate.formatted(config.Sources.below(root)):
        if root not in path.parents:
            continue  # the shipped vocabularies, which stand in for missing ones
        text = validate.canonical(path)
        if text == path.read_text("utf-8"):
            continue
        changed += 1
        if not only_check:
            turtle.save(path, text)
        done = "is not in canonical form." if only_check else "was put in canonical form."
        click.echo(f"{path} {done}")
    if only_check and changed:
        raise SystemExit(1)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@store_option
def stats(as_json: bool, store: str | None) -> None:
    """Show how much the graph holds, and how much of what it should.

    \b
    explorer stats
    explorer stats --json
    """
    found = open_explorer(store).statistics
    if as_json:
        click.echo(export.as_text(dataclasses.asdict(found)), nl=False)
    else:
        screen.statistics(found)
