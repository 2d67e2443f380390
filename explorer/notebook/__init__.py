"""The explorer in people's own tools: results that show what is inside, and are data frames.

In IPython and Jupyter, `%load_ext explorer.notebook` adds %%sparql and %compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, SupportsIndex

from pyoxigraph import NamedNode

from .. import choice, core, model
from ..browse import ORDERS
from ..errors import ChoiceError, NotFound
from ..model import Selection
from ..search import GROUPS
from ..vocab import slug
from . import looks
from .asked import Asked
from .catalogue import Methods
from .comparison import Comparison
from .elsewhere import Linking
from .finds import Found
from .magics import load_ipython_extension, unload_ipython_extension
from .method import Method
from .taken import Cited
from .telling import telling
from .walking import Walking
from .whole import People, Statistics, Works
from .works import Paper, Papers, Person
from .worn import worn

Year = str | SupportsIndex
ASKED = {
    'ex.methods(family="statistics", since=1990)': "methods that fit",
    'ex.search("hoi quy")': "whatever has a name, by words",
    'ex.method("lasso")': "one method: facts, works, relations",
    'ex.compare("lasso", "ridge regression")': "methods side by side",
    'ex.neighbourhood("lasso", depth=2)': "what is around a method",
    'ex.path("lasso", "transformer")': "how two methods are related",
    'ex.sparql("SELECT ?m { ?m mx:extends method:lasso }")': "anything else",
    "….df": "any of these as a data frame",
}
__all__ = ["Explorer", "load_ipython_extension", "unload_ipython_extension"]


@telling
class Explorer(Walking, Linking, Asked):
    """The knowledge graph of research methods, ready to be asked.

    Without an argument it opens the shipped graph, in this process and without a network;
    otherwise a folder of Turtle files or the address of a SPARQL endpoint. Things go by slug, CURIE
    or IRI, methods by a name that is theirs alone too, and what an explorer gave can be given back;
    texts come in the `language` asked for.

    >>> ex = Explorer()
    >>> ex  # doctest: +ELLIPSIS
    <Explorer: ... methods, ... works, ... people and organisations>
    >>> ex.compare("lasso", "ridge regression").row("family").differs
    False
    """

    def __init__(self, store: str | Path | None = None, timeout: float = 30.0) -> None:
        """Open the shipped graph, a folder of Turtle files, or an endpoint's address.

        `timeout` is the most seconds that an endpoint may take for an answer.
        """
        super().__init__(*core.opened(store, timeout))

    @classmethod
    def open(cls, store: str | Path | None = None, timeout: float = 30.0) -> Explorer:
        """Open the shipped graph, a folder of Turtle files, or an endpoint's address."""
        return cls(store, timeout)

    def __deepcopy__(self, memo: dict[int, Any]) -> Explorer:
        return self  # what is read from one store is the same

    @property
    def works(self) -> Works:
        """Every work by its IRI."""
        return Works(super().works, self)

    @property
    def people(self) -> People:
        """The name of every person and organisation."""
        return People(super().people, self)

    @property
    def statistics(self) -> Statistics:
        """How much the graph holds, and how much of what it should."""
        return worn(Statistics, super().statistics, self)

    def __repr__(self) -> str:
        sizes = len(self.entries), len(self.works), len(self.people)
        return "<Explorer: {:,} methods, {:,} works, {:,} people and organisations>".format(*sizes)

    def _repr_html_(self) -> str:
        lines = [(looks.tagged("code", one), what) for one, what in ASKED.items()]
        title = looks.title(repr(self).strip("<>"))
        return looks.shown("en", title, looks.table("What to ask", (), lines, len(lines), "en"))

    def slug(self, wanted: choice.One) -> str:
        """Return the slug of a method given by slug, CURIE, IRI, or a name that is its alone.

        What an explorer gave will do, too: a method, a hit, a value of a row. Raises NotFound,
        which names the nearest.

        >>> ex.slug("PCA"), ex.slug(ex.methods("lasso")[0])
        ('principal-component-analysis', 'lasso')
        """
        given = choice.named(wanted)
        missing = NotFound("There is no method “{slug}”.", given, slug=given)
        try:
            if (entry := self.followed(super().slug(given))) is not None:
                return entry.id
        except NotFound as error:
            missing = error
        raise NotFound(f"{missing}{self.advice(missing)}", given)

    def methods(
        self,
        words: str = "",
        *,
        field: choice.Several = (),
        family: choice.Several = (),
        kind: choice.Several = (),
        decade: Year | Sequence[Year] = (),
        since: Year | None = None,
        until: Year | None = None,
        sort: str = "",
        language: str = "en",
    ) -> Methods:
        """Return the methods that fit the words and every choice; all of them where none is given.

        Fields, families and kinds go by slug or name, one or several of each; `since` and `until`
        are years, both included; `sort` is name, oldest, newest, relations or relevance. Raises
        ChoiceError for a field, family, kind or order that there is not, and for what is no year
        or no span of years.

        >>> ex.methods("lasso", family="statistics", since=1990, sort="relevance")[0]
        <Entry lasso: Lasso, 1996>
        """
        given = {"field": field, "family": family, "kind": kind}
        facets = {
            scheme: tuple(self.named(scheme, one) for one in choice.several(names))
            for scheme, names in given.items()
        }
        decades = [decade] if isinstance(decade, Year) else decade
        facets["decade"] = tuple(str(choice.year(one)) for one in decades)
        choice.of(ORDERS, [sort] if sort else [], "order")
        first, last = (None if one is None else choice.year(one) for one in (since, until))
        if first is not None and last is not None and first > last:
            raise ChoiceError(f"No method is from since={first} until={last}: give them in order.")
        asked = Selection(facets, words, sort, since=first, until=last)
        made = Methods(self.listed(asked, language), self, language)
        made._found = self.browse(asked, language)
        return made

    def method(self, slug: choice.One, language: str = "en") -> Method:
        """Return one method with its facts, works and relations; raises NotFound.

        >>> ex.method("random forest")
        <Method random-forest: Random forest, 2001>
        """
        return worn(Method, super().method(self.slug(slug), language), self, language)

    def search(
        self, text: str, limit: int = 20, types: choice.Several = GROUPS, language: str = "en"
    ) -> Found:
        """Return what fits the words, the best first, at most `limit` of each type.

        `types` are of method, person, paper, field, family and kind.

        >>> ex.search("hoi quy logistic", types="method")[0]
        <Hit method logistic-regression: Logistic regression, name “Hồi quy logistic”>
        """
        asked = choice.of(GROUPS, choice.several(types), "type")
        made = super().search(text, max(limit, 1), asked)
        return Found.of(made, self, choice.language(language))

    def find(self, text: str, limit: int = 20, language: str = "en") -> Methods:
        """Return the methods that fit the words best."""
        return Methods(super().find(text, limit), self, choice.language(language))

    def person(self, slug: choice.One, language: str = "en") -> Person:
        """Return one person or organisation, by slug or name; raises NotFound.

        >>> ex.person("Leo Breiman").papers[0].year
        '1984'
        """
        made = super().person(self._meant("person", slug, self.people))
        return worn(Person, made, self, choice.language(language))

    def paper(self, slug: choice.One, language: str = "en") -> Paper:
        """Return one work, by slug, title or DOI; raises NotFound.

        >>> ex.paper("10.1023/a:1010933404324").title
        'Random forests'
        """
        made = super().paper(self._meant("paper", slug, self.works))
        return worn(Paper, made, self, choice.language(language))

    work = paper

    def _meant(self, room: str, wanted: choice.One, known: Iterable[NamedNode]) -> str:
        given = choice.local(room, choice.named(wanted))
        if given in {slug(term.value) for term in known}:
            return given
        try:
            return self.named(room, given)
        except ChoiceError as error:
            raise NotFound(str(error), given) from error

    def written(self, person: model.Person, language: str = "en") -> Papers:
        """Return the works of a person, the earliest first."""
        return Papers(super().written(person), self, choice.language(language))

    def introduced(self, thing: NamedNode, language: str = "en") -> Methods:
        """Return the methods that a person originated or a work introduced, the earliest first."""
        return Methods(super().introduced(thing), self, choice.language(language))

    def compare(self, *slugs: choice.Several, language: str = "en") -> Comparison:
        """Return methods side by side; raises NotFound, or ChoiceError for none or too many.

        >>> "Year introduced" in ex.compare("lasso", "ridge regression").differences
        True
        """
        wanted = [self.slug(one) for one in choice.several(slugs)]
        return worn(Comparison, super().compare(wanted, language=language), self, language)

    def cite(self, *wanted: choice.Several, style: str = "apa", dataset: bool = False) -> Cited:
        """Return works, each once as a reference list or a file has them.

        They go by slug, title or DOI; a method or a person stands for their works; with `dataset`
        the data set is cited too. `style` is apa, harvard, ieee or vancouver for text, else bibtex,
        ris or csl. Raises NotFound, and ChoiceError for a style that there is not.

        >>> ex.cite("random forest", style="vancouver")
        1. Breiman L. Random forests. Machine Learning. 2001;45(1):5-32. doi:10.1023/a:1010933404324
        <BLANKLINE>
        """
        if not (dataset or choice.several(wanted)):
            raise ChoiceError("Give a work, a method or a person to cite.")
        return Cited(super().cite(*wanted, style=style, dataset=dataset))
