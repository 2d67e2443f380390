"""How Sphinx builds the documentation: `make docs` writes it into build/docs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

import generate

from explorer import __version__

project = "Method Explorer"
author = "The Method Explorer team"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"{project} {release}"
html_copy_source = False
html_show_copyright = False
pygments_style = "default"
default_role = "code"  # a name between single backticks
# its reader of SPARQL does not know paths of properties
suppress_warnings = ["misc.highlighting_failure"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
autodoc_default_options = {
    "members": True,
    "undoc-members": True,
    "exclude-members": "__init__, __new__",
}
autodoc_typehints_format = "short"
toc_object_entries_show_parents = "hide"

# only what Explorer returns and raises has a place here, which of some has more than the model
nitpick_ignore_regex = [
    (r"py:.*", r"(?!explorer\.(notebook|model|errors)\b).*"),
    (r"py:class", r"explorer\.model\.table\.Comparison"),
]

ASKED = re.compile(r"^% generated: (\w+)$", re.MULTILINE)


def fill(app: Sphinx, name: str, source: list[str]) -> None:
    """Put what is generated where a page asks for it."""
    source[0] = ASKED.sub(lambda asked: generate.PARTS[asked[1]](), source[0])


def setup(app: Sphinx) -> None:
    """Fill the pages of the reference as they are read."""
    app.connect("source-read", fill)
