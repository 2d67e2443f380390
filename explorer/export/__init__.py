"""The values of the explorer as documents that programs read: JSON and CSV."""

from .comparison import citation, comparison, comparison_csv, method, method_csv
from .forms import AROUND, COMPARISONS, LISTS, Form, form, of_file
from .graphs import dot, graphml, mermaid, neighbourhood, neighbourhood_csv
from .lists import (
    concept,
    entry,
    found,
    found_csv,
    methods,
    methods_csv,
    paper,
    person,
)
from .outside import outside
from .routes import route, route_csv
from .shape import shape, shape_csv
from .solutions import results, solutions, solutions_csv, truth
from .taken import Compared, Facts, Listed
from .text import Document, as_text, table_csv

__all__ = [
    "AROUND",
    "COMPARISONS",
    "LISTS",
    "Compared",
    "Document",
    "Facts",
    "Form",
    "Listed",
    "as_text",
    "citation",
    "comparison",
    "comparison_csv",
    "concept",
    "dot",
    "entry",
    "form",
    "found",
    "found_csv",
    "graphml",
    "mermaid",
    "method",
    "method_csv",
    "methods",
    "methods_csv",
    "neighbourhood",
    "neighbourhood_csv",
    "of_file",
    "outside",
    "paper",
    "person",
    "results",
    "route",
    "route_csv",
    "shape",
    "shape_csv",
    "solutions",
    "solutions_csv",
    "table_csv",
    "truth",
]
