"""Results as files and as citations."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from .. import cite, export
from ..errors import ChoiceError
from ..model import Entry, Paper

if TYPE_CHECKING:
    from . import Explorer

Forms: TypeAlias = Mapping[str, Callable[[Any], str]]
FILES = {form.suffix: form.id for form in cite.FORMS.values() if form.suffix != "txt"}


class Cited(str):
    """Citations as text, shown as they are."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Citable:
    """Something with works that can be cited."""

    @abstractmethod
    def _cited(self) -> Iterable[Paper]:
        """Return the works."""

    def cite(self, style: str = "apa") -> Cited:
        """Return the works, each once, in a style: apa, harvard, ieee, vancouver, bibtex, ris, csl.

        Raises ChoiceError for a style that there is not.
        """
        return Cited(cite.cite(self._cited(), style))


def works(explorer: Explorer, entries: Iterable[Entry]) -> list[Paper]:
    """Return the works of methods, each once, in their order."""
    wanted = list(dict.fromkeys(work for entry in entries for work in entry.works))
    found = explorer.papers(wanted)
    return [found[work] for work in wanted if work in found]


class Takeable:
    """Something that can be taken home as a file."""

    _forms: Mapping[str, export.Form[Any]]

    @abstractmethod
    def export(self, form: str, site: str = "") -> bytes:
        """Return it as json, csv, xlsx, tex, md, html, jsonld or ttl: the same bytes as the site.

        `site` begins the addresses that it links to; without one it links to the names of things.
        Raises ChoiceError for a form that there is not.
        """

    def to(self, path: str | Path, site: str = "") -> Path:
        """Write it to a file in the form that the name ends with, in the place of one there is.

        With the ending bib, ris or csl the file has the works. Raises ChoiceError for a form that
        there is not, and where the file cannot be written.
        """
        return _put(self, Path(path), lambda form: self.export(form, site))


class Savable:
    """Something that can be kept as a file."""

    _forms: Forms

    def export(self, form: str) -> bytes:
        """Return it in the form of a suffix: the same bytes as the command prints.

        Raises ChoiceError, which names the forms, for one that there is not.
        """
        return export.form(self._forms, form)(self).encode()

    def to(self, path: str | Path) -> Path:
        """Write it to a file in the form that the name ends with, in the place of one there is.

        With the ending bib, ris or csl the file has the works, where there are works to cite.
        Raises ChoiceError for a form that there is not, and where the file cannot be written.
        """
        return _put(self, Path(path), self.export)


def _put(made: Takeable | Savable, target: Path, exported: Callable[[str], bytes]) -> Path:
    form = export.of_file({**made._forms, **(FILES if isinstance(made, Citable) else {})}, target)
    if isinstance(made, Citable) and form in FILES:
        content = made.cite(FILES[form]).encode()
    else:
        content = exported(form)
    try:
        target.write_bytes(content)
    except OSError as error:
        reason = error.strerror or error
        raise ChoiceError(f"{target} cannot be written: {reason}.") from error
    return target
