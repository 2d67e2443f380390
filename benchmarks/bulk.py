"""Works linked against a snapshot: by Ibis in DuckDB and in Spark, and by SQL written by hand.

Each runs in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import duckdb
from pyoxigraph import NamedNode

from explorer.links import bulk
from explorer.model import Described

ROWS, WORKS = 4_000_000, 800
PEER = "SQL written by hand, DuckDB"
WAYS = {PEER: "", "Ibis, DuckDB": "duckdb", "Ibis, local Spark": "pyspark"}
# rows as in the snapshot of OpenAlex's works; one title in ten has marks, one row in five no DOI
MADE = """
    SELECT 'https://openalex.org/W' || n AS id,
        CASE WHEN n % 5 > 0 THEN 'https://doi.org/10.5555/' || n END AS doi,
        concat_ws(' ', 'On', words[1 + n % 7], words[1 + n // 7 % 7], 'of', words[1 + n // 49 % 7],
            CASE WHEN n % 10 = 0 THEN 'và ứng dụng' END, n) AS title,
        CAST(1950 + n % 75 AS INTEGER) AS publication_year,
        list_transform(range(1 + n % 5), lambda place: {'author_position': 'middle', 'author': {
            'id': 'https://openalex.org/A' || n * 7 % 99999, 'display_name': 'Ann ' || place,
            'orcid': NULL}}) AS authorships
    FROM range(?) AS made (n), (SELECT ['forests', 'kernels', 'regression', 'sampling',
        'networks', 'inference', 'trees'] AS words)
"""
PLAIN = "regexp_replace(strip_accents(lower(title)), '[^a-z0-9]+', '', 'g') AS name"
OURS = f"""
    CREATE TABLE ours AS SELECT *, {PLAIN}
    FROM read_json(?, columns = {{doi: 'VARCHAR', title: 'VARCHAR', year: 'INTEGER'}})
"""
BY_HAND = f"""
    WITH plain AS (SELECT *, {PLAIN} FROM read_parquet(?))
    SELECT ours.doi, plain.* FROM plain JOIN ours ON lower(plain.doi) = ours.doi
    UNION
    SELECT ours.doi, plain.* FROM plain JOIN ours
        ON plain.name = ours.name AND plain.publication_year BETWEEN ours.year - 1 AND ours.year + 1
"""


def make(folder: Path) -> None:
    """Write a snapshot, and works that are in it, of which one in five has no DOI there."""
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({MADE}) TO '{folder}/works.parquet'", [ROWS])
        ours = f"""
            SELECT 'https://doi.org/10.5555/' || n AS doi, title, publication_year AS year
            FROM (SELECT *, CAST(id[23:] AS BIGINT) AS n FROM '{folder}/works.parquet')
            WHERE n % {ROWS // WORKS} = 0
        """
        engine.execute(f"COPY ({ours}) TO '{folder}/ours.jsonl' (FORMAT json)")


def works(folder: Path) -> list[Described]:
    """Return the works that are looked for."""
    told = map(json.loads, (folder / "ours.jsonl").read_text("utf-8").splitlines())
    return [
        Described(
            NamedNode(f"https://example.org/{number}"),
            (one["title"],),
            str(one["year"]),
            doi=one["doi"].removeprefix("https://doi.org/"),
        )
        for number, one in enumerate(told)
    ]


def once(folder: Path, engine: str) -> dict[str, float]:
    """Link in one way; return how long it took, how much memory, and how much was found."""
    place, layout = str(folder / "works.parquet"), bulk.LAYOUTS["openalex"]
    if engine:
        reading, ours = bulk.engine(engine), works(folder)
        start, before = time.perf_counter(), spent()
        snapshot = bulk.Snapshot.of(place, layout)
        found = sum(bool(held) for _, held in bulk.pairs(ours, snapshot, layout, reading))
    else:
        start, before = time.perf_counter(), spent()
        duckdb.execute(OURS, [str(folder / "ours.jsonl")])
        rows = duckdb.execute(BY_HAND, [place]).fetchall()
        found = len({doi for doi, *_ in rows})
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "spent": spent() - before, "memory": memory(), "found": found}


def below(name: str) -> list[str]:
    """Return what the system tells in a file of each process below this one: of Java."""
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text("utf-8")
    return [Path(f"/proc/{one}/{name}").read_text("utf-8") for one in own.split()]


def spent() -> float:
    """Return the CPU seconds that this process, and Java below it, have taken."""
    ticks = (map(int, told.rpartition(")")[2].split()[11:13]) for told in below("stat"))
    return time.process_time() + sum(map(sum, ticks)) / os.sysconf("SC_CLK_TCK")


def memory() -> float:
    """Return the most memory that this process, and Java below it, have had, in MB."""
    peaks = (re.search(r"VmHWM:\s*(\d+)", told) for told in below("status"))
    return (getrusage(RUSAGE_SELF).ru_maxrss + sum(int(peak[1]) for peak in peaks if peak)) / 1024


def bulk_steps() -> dict[str, dict[str, float]]:
    """Link in each way, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        command = [sys.executable, "-m", "benchmarks.bulk", folder]
        return {
            name: json.loads(
                subprocess.run(
                    [*command, engine],
                    check=True,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                ).stdout
            )
            for name, engine in WAYS.items()
        }


if __name__ == "__main__":
    print(json.dumps(once(Path(sys.argv[1]), sys.argv[2])))
