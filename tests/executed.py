"""The notebooks, run anew: `python tests/executed.py` saves them with what they give."""

from __future__ import annotations

from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
import pandas
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from matplotlib import pyplot
from matplotlib_inline.backend_inline import configure_inline_support
from nbformat import NotebookNode, v4

FOLDER = Path(__file__).parents[1] / "notebooks"
BOOKS = sorted(FOLDER.glob("*.ipynb"))
INLINE = "module://matplotlib_inline.backend_inline"
VIEW = "application/vnd.jupyter.widget-view+json"


def executed(path: Path) -> NotebookNode:
    """Run a notebook in this process, which takes a third of what kernels would."""
    book = nbformat.read(path, as_version=4)
    shell = InteractiveShell.instance(colors="nocolor", history_length=0)
    shell.reset()
    pyplot.switch_backend(INLINE)
    pyplot.ion()  # so that figures are shown at the end of their cell
    configure_inline_support(shell, INLINE)
    pandas.set_option("display.max_columns", 20, "display.width", 80)  # whatever the terminal
    with chdir(FOLDER):
        for number, cell in enumerate((one for one in book.cells if one.cell_type == "code"), 1):
            cell.execution_count, cell.outputs = number, _run(shell, cell.source, number)
    return book


def _run(shell: InteractiveShell, source: str, number: int) -> list[NotebookNode]:
    """Return what a cell prints, what it gives, and what it displays."""
    given: list[NotebookNode] = []

    def give(value: Any) -> None:
        if value is not None and not source.endswith(";"):
            data, about = shell.display_formatter.format(value)
            kind = {"execution_count": number, "data": data, "metadata": about}
            given.append(v4.new_output("execute_result", **kind))

    printed = StringIO()
    shell.display_pub, shell.display_trap.hook = CapturingDisplayPublisher(), give
    with redirect_stdout(printed):
        shell.run_cell(source, store_history=True).raise_error()
    said = printed.getvalue()
    streams = [v4.new_output("stream", name="stdout", text=said)] if said else []
    shown = [
        v4.new_output("display_data", data=one["data"], metadata=one["metadata"])
        for one in shell.display_pub.outputs
    ]
    for output in (*given, *shown):
        output.data.pop(VIEW, None)  # a saved notebook has no widget, but the still of it
    return [*streams, *given, *shown]


if __name__ == "__main__":
    for book in BOOKS:
        nbformat.write(executed(book), book)
