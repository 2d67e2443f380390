"""What others need to show a comparison or a method in a page of theirs: a frame, and oEmbed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import request, url_for
from markupsafe import Markup

from ..model import Comparison, Link
from . import addresses, heights, tables
from .frame import origin

EMBEDS = {f"pages.{name}" for name in ("embedded_comparison", "embedded_method", "reconcile_part")}
MEDIA = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
MOST_LINKS = 6  # relations of a method that are shown
WIDTH, WIDER = 820, 1100  # pixels: of two columns, of more
# a link may lead the page away when it is followed, and nothing else may be done
SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"


def embedded() -> bool:
    """Say whether what is asked for is a page for the frames of others, the same for everyone."""
    return request.endpoint in EMBEDS


@dataclass(frozen=True, slots=True)
class Embedding:
    """A page that others can frame: where it is, its slim form and its picture, and its size."""

    title: str
    whole: str
    framed: str
    preview: str
    width: int
    height: Callable[[], int]  # reckoned only where it is asked for

    def within(self, height: int | None) -> Embedding:
        """Return it no higher than is asked for."""
        own = self.height()
        return replace(self, height=lambda: min(own, height or own))

    @property
    def snippet(self) -> str:
        """Return what one pastes into a page."""
        frame = Markup('<iframe src="{}" title="{}" width="{}" height="{}"')
        rest = Markup(' loading="lazy" sandbox="{}"></iframe>').format(SANDBOX)
        return frame.format(self.framed, self.title, self.width, self.height()) + rest

    @property
    def discovery(self) -> tuple[tuple[str, str], ...]:
        """Return where oEmbed says the same, with the media type of each form."""
        base = f"{origin()}{url_for('pages.oembed')}"
        return tuple(
            (kind, f"{base}?{urlencode({'url': self.whole, 'format': form})}")
            for form, kind in MEDIA.items()
        )


def comparison(made: Comparison, state: tables.State, most: int | None = None) -> Embedding:
    """Return how a comparison is embedded, as it stands, `most` pixels wide."""
    ids, ways = [method.id for method in made.methods], state.ways()
    usual = WIDTH if len(ids) < 3 and not state.turn else WIDER
    width = min(usual, most or usual)
    return Embedding(
        title=tables.title(made),
        whole=f"{origin()}{addresses.comparison(ids, ways)}",
        framed=f"{origin()}{addresses.comparison(ids, ways, 'embedded_comparison')}",
        preview=f"{origin()}{url_for('pages.compare', method=ids, form='png')}",
        width=width,
        height=lambda: heights.comparison(tables.shown(made, state), state, width),
    )


def method(made: Comparison, links: Sequence[Link], most: int | None = None) -> Embedding:
    """Return how a method is embedded, `most` pixels wide."""
    head, width = made.methods[0], min(WIDTH, most or WIDTH)
    return Embedding(
        title=head.label.value,
        whole=f"{origin()}{addresses.thing('method', head.id)}",
        framed=f"{origin()}{url_for('pages.embedded_method', slug=head.id)}",
        preview=f"{origin()}{url_for('pages.method', slug=head.id, form='png')}",
        width=width,
        height=lambda: heights.method(made, links[:MOST_LINKS], width),
    )
