"""Commands that read the graph: list, search, show, compare."""

from __future__ import annotations

from pathlib import Path

import click

from .. import choice, export
from ..browse import ORDERS
from ..config import Settings
from ..errors import ChoiceError, NotFound
from ..links import told
from ..model import Selection
from ..search import GROUPS
from . import screen
from .completion import SLUG
from .options import form_options, language_option, open_explorer, store_option
from .take import Wish, take_options


@click.command("list")
@click.argument("words", nargs=-1)
@click.option("--family", multiple=True, help="Only methods of this family (slug or name).")
@click.option("--field", multiple=True, help="Only methods of this field (slug or name).")
@click.option("--kind", multiple=True, help="Only methods of this type (slug or name).")
@click.option("--decade", multiple=True, help="Only methods of this decade, such as 1980.")
@click.option("--since", type=int, help="Only methods of this year or later.")
@click.option("--until", type=int, help="Only methods of this year or earlier.")
@click.option("--sort", "order", type=click.Choice(ORDERS), help="The order; name if not given.")
@language_option
@take_options(export.LISTS)
@store_option
def list_methods(
    words: tuple[str, ...],
    since: int | None,
    until: int | None,
    order: str | None,
    language: str,
    form: str | None,
    named: str | None,
    to: Path | None,
    store: str | None,
    **facets: tuple[str, ...],
) -> None:
    """List the methods, or those that fit WORDS and every choice; a choice may be repeated.

    \b
    explorer list regression --family statistics
    explorer list --field "deep learning" --since 2015 --sort oldest
    explorer list --kind clustering-algorithm --csv
    """
    wish = Wish.read(export.LISTS, named or form, to)
    explorer = open_explorer(store)
    chosen = {
        facet: tuple(one if facet == "decade" else explorer.named(facet, one) for one in wanted)
        for facet, wanted in facets.items()
    }
    asked = Selection(chosen, " ".join(words), order or "", since=since, until=until)
    entries = explorer.listed(asked, language)
    if not entries:
        raise NotFound("No method fits.")
    if wish.form:
        site = Settings.read().site
        wish.hand_out(explorer.export_list(asked, wish.form, language, site=site))
    else:
        screen.entries(entries, explorer.concepts, language)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--type", "types", multiple=True, type=click.Choice(GROUPS), help="Only this type.")
@click.option(
    "--limit",
    default=8,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Hits of each type.",
)
@language_option
@form_options
@store_option
def search(
    words: tuple[str, ...],
    types: tuple[str, ...],
    limit: int,
    language: str,
    form: str | None,
    store: str | None,
) -> None:
    """Find methods, people, works and concepts by any of their names, and say why each was found.

    Diacritics may be left out (hoi quy), a slip is forgiven (ramdom forest), a DOI will do.

    \b
    explorer search hoi quy
    explorer search breiman --type person
    explorer search 10.1023/a:1010933404324
    """
    explorer = open_explorer(store)
    found = explorer.search(" ".join(words), limit, types or GROUPS)
    if form == "json":
        click.echo(export.as_text(export.found(found, language)), nl=False)
    elif form == "csv":
        click.echo(export.found_csv(found, language), nl=False)
    elif found.hits:
        screen.hits(found, language)
    if not found.hits:
        near = ", ".join(hit.id for hit in found.nearest)
        raise NotFound(
            f"Nothing fits “{found.query}”" + (f"; closest by name: {near}." if near else ".")
        )


@click.command()
@click.argument("wanted", metavar="SLUG", type=SLUG)
@language_option
@form_options
@click.option("--yaml", "form", flag_value="yaml", help="Print the entry, for `explorer add`.")
@store_option
def show(wanted: str, language: str, form: str | None, store: str | None) -> None:
    """Show one method with its works and relations, and what it is called elsewhere.

    \b
    explorer show lasso
    explorer show "random forest" --lang vi
    explorer show lasso --yaml
    """
    if form == "yaml":
        from . import curate  # what checks entries is slow to load

        click.echo(curate.entry(wanted, store), nl=False)
        return
    explorer = open_explorer(store)
    wanted = explorer.slug(wanted)
    made = explorer.compare(wanted, language=language)
    links, entailed = explorer.links(wanted, language), explorer.entailed(wanted, language)
    elsewhere = told(explorer.elsewhere(wanted))
    if form == "json":
        said = export.method(made, (*links, *entailed), elsewhere)
        click.echo(export.as_text(said), nl=False)
    elif form == "csv":
        click.echo(export.method_csv(made, elsewhere), nl=False)
    else:
        screen.method(made, links, entailed)
        screen.elsewhere(elsewhere)


@click.command()
@click.argument("slugs", nargs=-1, required=True, type=SLUG)
@language_option
@take_options(export.COMPARISONS)
@store_option
def compare(
    slugs: tuple[str, ...],
    language: str,
    form: str | None,
    named: str | None,
    to: Path | None,
    store: str | None,
) -> None:
    """Show two to ten methods side by side; ≠ marks the rows that differ.

    \b
    explorer compare lasso ridge-regression --to table.xlsx
    explorer compare lasso ridge-regression --form md --lang vi
    """
    wish = Wish.read(export.COMPARISONS, named or form, to)
    explorer = open_explorer(store)
    wanted, beyond = choice.capped(explorer.slugs(slugs))
    if len(wanted) < 2:
        raise ChoiceError("Give at least two different methods to compare.")
    if beyond:
        click.echo(
            f"Only the first {len(wanted)} methods are compared; {beyond} left out.",
            err=True,
        )
    if wish.form:
        site = Settings.read().site
        wish.hand_out(
            explorer.export(wanted, form=wish.form, language=language, beyond=beyond, site=site)
        )
    else:
        screen.comparison(explorer.compare(wanted, language=language))
