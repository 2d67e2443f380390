"""HermiT, the reasoner that comes with owlready2: one run of Java for many small ontologies."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import StoreError

# most of a run is Java starting: a plain compiler and collector take a third off
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g")
CONSISTENT = "http://www.w3.org/2002/07/owl#Thing is satisfiable."
INCONSISTENT = "InconsistentOntologyException"
NO_JAVA = (
    "Reasoning needs Java, which is not there: "
    "install it (Debian: sudo apt install default-jre-headless)."
)


def impossible(text: str) -> list[str] | None:
    """Return the classes that can have no member; None where the ontology contradicts itself."""
    said, stands = _run([text], "--consistency", "--unsatisfiable", "--no-prefixes")
    if not stands:
        return None
    names = (row.strip().strip("<>") for row in said.splitlines() if row.startswith("\t"))
    return sorted(name for name in names if not name.endswith("owl#Nothing"))


def standing(texts: Iterable[str]) -> int:
    """Return how many of the ontologies stand before the first that contradicts itself."""
    return _run(texts, "--consistency")[0].count(CONSISTENT)


def _run(texts: Iterable[str], *options: str) -> tuple[str, bool]:
    """Return what HermiT says, and whether it came to the end: it stops at a contradiction."""
    import owlready2

    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    program = ("-cp", str(jar), "org.semanticweb.HermiT.cli.CommandLine")
    with TemporaryDirectory() as folder:
        names = []
        for number, text in enumerate(texts):
            names.append(f"{number}.nt")
            (Path(folder) / names[-1]).write_text(text, "utf-8")
        try:
            ended = subprocess.run(  # noqa: S603 -- nothing of it comes from the graph
                [owlready2.JAVA_EXE, *JAVA, *program, *options, *names],
                cwd=folder,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        except FileNotFoundError as error:
            raise StoreError(NO_JAVA) from error
    if ended.returncode and INCONSISTENT not in ended.stderr:
        said = ended.stderr.partition("\n")[0].partition(": ")[2].strip(" .")
        raise StoreError(f"HermiT cannot reason over the ontology: {said or 'it gave no reason'}.")
    return ended.stdout, not ended.returncode
