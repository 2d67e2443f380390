"""What the site draws with, read from its files: colours, signs, line ends, and the script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SITE = Path(__file__).parents[1] / "web"
SPRITE = "templates/_sprite.html"
EXPORT = re.compile(r"export\{(\w+) as cytoscape\};\s*$")
# of what the site's picture has not: a title, words of lesser weight, and the lines of a key
OWN = """.title { font-size: 17px; font-weight: 600; }
.soft { fill: #535a5c; }
.key text { font-size: 12px; stroke: none; }"""


@cache
def _read(path: str) -> str:
    return (SITE / path).read_text("utf-8")


@cache
def colours() -> Mapping[str, tuple[str, str]]:
    """Return the colours of families and of ink and paper, each in light and in dark.

    >>> colours()["paper"], colours()["statistics"]
    (('#fdfdfc', '#15181a'), ('#003c90', '#96bbff'))
    """
    sheet = _read("static/style.css")
    inks = re.findall(r"^  --(\w+):\s+light-dark\((#\w+), (#\w+)\);", sheet, re.M)
    families = re.findall(r"^\.([\w-]+)\s+{ --family: light-dark\((#\w+), (#\w+)\); }", sheet, re.M)
    return {name: (light, dark) for name, light, dark in (*inks, *families)}


@cache
def sign(family: str) -> str:
    """Return the sign of a family as a symbol of SVG; there is one for none, too."""
    signs = dict(re.findall(r'^<symbol id="sign-([\w-]+)" (.*)$', _read(SPRITE), re.M))
    name = family if family in signs else "none"
    return f'<symbol id="sign-{name}" {signs[name]}'


@cache
def ends() -> str:
    """Return the ends of the lines that relations are drawn with, as markers of SVG."""
    return _read("templates/_ends.html").strip()


@cache
def sheet(within: str) -> str:
    """Return the style of a picture, in light and dark, which touches nothing outside the class."""
    rules = f"{_read('templates/ring.css').replace('svg {', '.paper {').strip()}\n{OWN}"
    dark_of = dict(colours().values())
    light = re.sub(r"^(?=\S)", f".{within} ", rules.replace("background:", "fill:"), flags=re.M)
    dark = re.sub(r"#\w{6}\b", lambda found: dark_of.get(found[0], found[0]), light)
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"


@cache
def script() -> str:
    """Return one ES module that draws graphs and asks for nothing else."""
    vendored = EXPORT.sub(r"const drawing = \1;", _read("static/vendor/graph.js"))
    look = _read("static/look.js").replace("\nexport ", "\n")
    return f"{vendored}\n{look}\n{Path(__file__).with_name('widget.js').read_text('utf-8')}"
