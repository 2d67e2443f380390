"""Works as reference managers, word processors and reference lists have them."""

from __future__ import annotations

from .forms import FORMS, Form, cite, form
from .items import csl
from .latex import bibtex
from .own import Own, dataset, page
from .tags import ris
from .text import STYLES, Reference, Style, formatted

__all__ = [
    "FORMS",
    "STYLES",
    "Form",
    "Own",
    "Reference",
    "Style",
    "bibtex",
    "cite",
    "csl",
    "dataset",
    "form",
    "formatted",
    "page",
    "ris",
]
