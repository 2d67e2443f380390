"""Commands for those who keep the graph: add, rename, withdraw, verify, check, format, stats."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from .. import config, evidence, export, reason, turtle, validate
from ..curate import Desk
from ..curate.proof import Proof
from ..errors import ChoiceError, StoreError
from ..model import Problem
from ..query import Queries
from ..store import EmbeddedStore
from ..verify import REGISTRIES, Bibliography
from ..verify.registry import session
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


def _folder(given: str | None) -> Path:
    """Return the folder given, the one we stand in where it holds a graph, or the shipped one."""
    here = Path.cwd()
    if given:
        if not Path(given).is_dir():
            raise ChoiceError(f"There is no folder {given}.")
        return Path(given)
    return here if (here / "data" / "methods.ttl").is_file() else config.share()


def _desk(given: str | None) -> Desk:
    sources = config.Sources.below(_folder(given))
    return Desk(sources, Queries.load(config.share() / "queries"))


def entry(slug: str, folder: str | None) -> str:
    """Return the entry of a method as YAML."""
    return _desk(folder).entry(slug)


def _end(problems: Sequence[Problem], done: str) -> None:
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
    """
    proof = Proof([Bibliography(path) for path in bibliographies], datetime.now(UTC).date())
    problems = _desk(given).add(files, proof, correct=correct)
    _end(problems, f"Merged {len(files)} file{'' if len(files) == 1 else 's'}.")


@click.command()
@click.argument("old")
@click.argument("new")
@folder_option
def rename(old: str, new: str, given: str | None) -> None:
    """Give the method OLD the slug NEW; the old address leads to the new one."""
    _end(_desk(given).rename(old, new), f"{old} is now {new}.")


@click.command()
@click.argument("slug")
@click.option("--because", required=True, help="Why: the reason is kept and shown.")
@folder_option
def withdraw(slug: str, because: str, given: str | None) -> None:
    """Take the method SLUG out; its slug is never used again."""
    _end(_desk(given).withdraw(slug, because), f"{slug} was withdrawn.")


@click.command()
@bibliography_option
@click.option(
    "--online",
    multiple=True,
    type=click.Choice(sorted(REGISTRIES)),
    help="Ask a registration agency; repeat it for both.",
)
@click.option("--mail", default="", help="Your address, for the agencies to write to.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path.home() / ".cache" / "method-explorer" / "dois",
    show_default=True,
    help="Where answers are kept, so that a run can be taken up where it stopped.",
)
@folder_option
def verify(
    bibliographies: tuple[Path, ...],
    online: tuple[str, ...],
    mail: str,
    cache: Path,
    given: str | None,
) -> None:
    """Check each DOI of the graph against public sources, and keep what they say.

    Writes data/evidence.tsv and lists where a source and the graph disagree.
    """
    if not bibliographies and not online:
        raise ChoiceError("Give --bibliography FILE, --online crossref or --online datacite.")
    desk = _desk(given)
    store = EmbeddedStore.of(desk.sources.all)
    claims = validate.claims(store, desk.queries)
    rows = [row for row in desk.evidence() if row.doi in claims]
    day = datetime.now(UTC).date()
    for path in bibliographies:
        known = Bibliography(path)
        rows += [row for doi in claims for row in known.rows(doi, day)]
    failures: list[str] = []
    if online:
        cache.parent.mkdir(parents=True, exist_ok=True)
        asked = session(cache, mail)
        for doi in screen.progress(sorted(claims), "Asking"):
            for name in online:
                try:
                    rows += REGISTRIES[name].rows(asked, doi, day)
                except StoreError as error:
                    failures.append(str(error))
    kept = evidence.distinct(rows)
    turtle.save(desk.path.with_name("evidence.tsv"), evidence.write(kept))
    found = list(validate.disagreements(claims, kept))
    screen.problems(found)
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"{len(claims)} DOIs, {len(kept)} sources, {len(found)} disagree.")
    if failures:
        raise SystemExit(1)


@click.command()
@click.argument("folder", required=False)
@click.option("--reason", "reasoned", is_flag=True, help="Reason over it too, which needs Java.")
def check(folder: str | None, *, reasoned: bool) -> None:
    """Check the graph in FOLDER: canonical form, SHACL shapes, rules and evidence.

    With --reason also whether it contradicts the ontology. Prints each problem with the command or
    edit that mends it; exit code 1 where there is one.
    """
    desk = _desk(folder)
    found = validate.check(desk.sources, desk.queries)
    screen.problems(found)
    if reasoned:
        store = EmbeddedStore.of(desk.sources.all)
        conflicts = reason.check(store.construct(desk.queries["graph_triples"].bind()))
        screen.problems(conflicts)
        found += conflicts
    click.echo(f"{_counted(len(found))} in {len(desk.sources.all)} files.", err=bool(found))
    if found:
        raise SystemExit(1)


@click.command("format")
@click.argument("folder", required=False)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; 1 where one would.")
def format_files(folder: str | None, only_check: bool) -> None:
    """Write the data files of FOLDER in their canonical form."""
    root = _folder(folder)
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
    """Show how much the graph holds, and how much of what it should."""
    found = open_explorer(store).statistics
    if as_json:
        click.echo(export.as_text(dataclasses.asdict(found)), nl=False)
    else:
        screen.statistics(found)
