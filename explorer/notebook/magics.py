"""What `%load_ext explorer.notebook` adds to IPython: %%sparql and %compare."""

from __future__ import annotations

import keyword
import shlex
from typing import TYPE_CHECKING, Any

from ..config import Settings
from ..errors import ExplorerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from IPython.core.interactiveshell import InteractiveShell

    from . import Explorer


class Magics:
    """%%sparql and %compare over one explorer for each store."""

    def __init__(self, ipython: InteractiveShell) -> None:
        self.ipython = ipython
        self.opened: dict[str, Explorer] = {}

    def sparql(self, line: str, cell: str) -> object:
        """Show what a SPARQL query gives: rows, yes or no, or triples.

            %%sparql [--store URL] [--to NAME] [--names curies|labels|iris]
            SELECT ?method ?year { ?method mx:extends method:lasso ; mx:introduced ?year }

        Prefixes of the graph need not be declared, and the query is taken as it stands: nothing
        in it is replaced by variables of the notebook. --store is a folder of Turtle files or an
        endpoint's address, --to a variable for the result, --names what things are called by.
        Without --store, `ex` of the notebook answers where it is an Explorer.
        """
        _, options = self._given(line, ("--store", "--to", "--names"), words=False)

        def ask() -> object:
            found = self._explorer(options.get("--store", "")).sparql(cell)
            return found if isinstance(found, bool) else found.by(options.get("--names", "curies"))

        return self._answered(ask, options)

    def compare(self, line: str) -> object:
        """Show methods side by side, by slug or by a name in quotes.

            %compare lasso "ridge regression" [--lang vi] [--to NAME] [--store URL]

        --lang is the language of the texts, --to a variable for the result, --store a folder of
        Turtle files or an endpoint's address. Without it, `ex` of the notebook answers where it
        is an Explorer.
        """
        words, options = self._given(line, ("--lang", "--to", "--store"))

        def ask() -> object:
            explorer = self._explorer(options.get("--store", ""))
            return explorer.compare(words, language=options.get("--lang", "en"))

        return self._answered(ask, options)

    def complete(self, shell: Any, event: Any) -> list[str]:
        """Return the slugs that a word of %compare may become."""
        return list(self._explorer("").index)

    def _given(
        self, line: str, known: tuple[str, ...], *, words: bool = True
    ) -> tuple[list[str], dict[str, str]]:
        """Return the words of a line and its options."""
        try:
            parts = iter(shlex.split(line))
        except ValueError as error:
            raise misused("A quotation mark is not closed.") from error
        held: list[str] = []
        options: dict[str, str] = {}
        for part in parts:
            name, equals, value = part.partition("=")
            if name in known:
                options[name] = value if equals else next(parts, "")
                if not options[name]:
                    raise misused(f"{name} needs a value after it.")
            elif words and not part.startswith("-"):
                held.append(part)
            else:
                raise misused(f"“{part}” is not known here; the options are {', '.join(known)}.")
        return held, options

    def _answered(self, ask: Callable[[], object], options: dict[str, str]) -> object:
        """Return a result and, where it was asked for, give it a name; errors are a sentence."""
        name = options.get("--to", "")
        if name and (not name.isidentifier() or keyword.iskeyword(name)):
            raise misused(f"--to gives the result a name; “{name}” cannot be one.")
        try:
            made = ask()
        except ExplorerError as error:
            raise misused(str(error)) from error
        if name:
            self.ipython.user_ns[name] = made
        return made

    def _explorer(self, where: str) -> Explorer:
        """Return the explorer of a store, that of the notebook where none is named."""
        from . import Explorer

        held = self.ipython.user_ns.get("ex")
        if not where and isinstance(held, Explorer):
            return held
        if where not in self.opened:
            settings = Settings.read()
            self.opened[where] = Explorer(where or settings.store, settings.timeout)
        return self.opened[where]


def misused(message: str) -> Exception:
    """Return an error that IPython shows as one sentence, without its history."""
    from IPython.core.error import UsageError

    return UsageError(message)


def load_ipython_extension(ipython: Any) -> None:
    """Add %%sparql and %compare: what `%load_ext explorer.notebook` does."""
    made = Magics(ipython)
    ipython.register_magic_function(made.sparql, "cell", "sparql")
    ipython.register_magic_function(made.compare, "line", "compare")
    ipython.set_hook("complete_command", made.complete, str_key="%compare")


def unload_ipython_extension(ipython: Any) -> None:
    """Take %%sparql and %compare away again."""
    ipython.magics_manager.magics["cell"].pop("sparql", None)
    ipython.magics_manager.magics["line"].pop("compare", None)
    ipython.strdispatchers["complete_command"].strs.pop("%compare", None)
