"""Tables and their works through LaTeX itself: `make tex`, which needs some 300 MB of TeX."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from explorer import Explorer

SOME = ("lasso", "cronbachs-alpha", "random-forest", "exploratory-factor-analysis", "bert")
DOCUMENT = r"""\documentclass{article}
\usepackage[margin=2cm]{geometry}
%s
\usepackage{array,booktabs,longtable}
\usepackage{hyperref}
\begin{document}
\input{table}
\bibliographystyle{plain}
\bibliography{works}
\end{document}
"""
LETTERS = {"pdflatex": r"\usepackage[T1,T5]{fontenc}\usepackage{lmodern}", "lualatex": ""}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("engine", LETTERS)
def test_a_table_and_its_works_are_set(
    ex: Explorer, tmp_path: Path, engine: str, language: str
) -> None:
    made = ex.compare(SOME, language=language)
    (tmp_path / "main.tex").write_text(DOCUMENT % LETTERS[engine], "utf-8")
    made.to(tmp_path / "table.tex")
    (tmp_path / "works.bib").write_text(made.cite("bibtex"), "utf-8")

    def run(*words: str) -> None:
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]

    run(engine, "-interaction=nonstopmode", "-halt-on-error", "main")
    run("bibtex", "main")
    for _ in range(2):
        run(engine, "-interaction=nonstopmode", "-halt-on-error", "main")
    log = (tmp_path / "main.log").read_text("utf-8", "replace")
    assert "undefined" not in log.replace("\n", " ").lower().replace("undefined control", "")
    assert "Missing character" not in log
    assert not [
        wide for wide in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(wide) > 20
    ]
