"""A picture in SVG: signs, words, a key to both, and a box that holds them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from . import artwork

LETTER = 7.0  # of a line of 13 units, a little more than on the average
EDGE = 24.0
LEAST = 620.0  # width
CLASS = "method-explorer-drawing"


@dataclass
class Picture:
    """What is drawn so far, in a box that grows with it."""

    title: str
    families: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def reach(self, x: float, y: float) -> None:
        """Make room for a point."""
        self.left, self.right = min(self.left, x), max(self.right, x)
        self.top, self.bottom = min(self.top, y), max(self.bottom, y)

    def sign(self, x: float, y: float, family: str, start: bool = False) -> str:
        """Return the sign of a family around a point, in a circle where a walk starts."""
        known = family if family in self.families else "none"
        self.signs.add(known)
        place = f'x="{x - 8:.0f}" y="{y - 8:.0f}" width="16" height="16"'
        used = f'<use href="#sign-{known}" class="shape {known}" {place}/>'
        return f'<circle class="focus" cx="{x:.0f}" cy="{y:.0f}" r="15"/>{used}' if start else used

    def text(self, x: float, y: float, words: str, style: str = "", more: str = "") -> None:
        """Write words from a point on."""
        self.parts.append(
            f'<text class="{style}" x="{x:.0f}" y="{y:.0f}"{more}>{escape(words)}</text>'
        )
        self.reach(x + LETTER * len(words) * (1.35 if style == "title" else 1), y)

    def key(self, lines: Iterable[tuple[str, str]]) -> None:
        """Explain signs and lines below what is drawn."""
        held = [(mark, words, 44 + 6.6 * len(words)) for mark, words in lines]
        across = max(self.right - self.left, LEAST)
        x, y = self.left, self.bottom + 34
        made = []
        for mark, words, width in held:
            if x + width > self.left + across and x > self.left:
                x, y = self.left, y + 24
            said = f'<text x="40" y="4">{escape(words)}</text>'
            made.append(f'<g transform="translate({x:.0f} {y:.0f})">{mark}{said}</g>')
            self.reach(x + width, y + 8)
            x += width + 12
        self.parts.append(f'<g class="key">{"".join(made)}</g>')

    def svg(self, described: str) -> str:
        """Return the whole as a document of SVG."""
        x, y = self.left - EDGE, self.top - EDGE
        width, height = self.right - x + EDGE, self.bottom - y + EDGE
        box = f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}".split()
        size = f'viewBox="{" ".join(box)}" width="{box[2]}" height="{box[3]}"'
        signs = "".join(artwork.sign(family) for family in sorted(self.signs))
        paper = 'x="{}" y="{}" width="{}" height="{}" rx="6"'.format(*box)
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" class="{CLASS}" {size} role="img">',
                f"<title>{escape(self.title)}</title>",
                f"<desc>{escape(described)}</desc>",
                f"<style>{artwork.sheet(CLASS)}</style>",
                f"<defs>{signs}</defs>{artwork.ends()}",
                f'<rect class="paper" {paper}/>',
                *self.parts,
                "</svg>",
            )
        )


def figure(svg: str, said: str) -> str:
    """Return a picture as HTML: as an image, which is shown where inline SVG is taken out."""
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img class="picture" alt="{escape(said)}" src="{address}" style="max-width: 100%">'
