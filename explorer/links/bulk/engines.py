"""The engines that read snapshots: DuckDB, Spark, or another that Ibis knows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import ibis
from ibis import Schema, Table
from ibis.backends import BaseBackend
from ibis.common.exceptions import IbisError

from ...errors import ChoiceError, DataError, ExplorerError
from .layouts import Layout
from .missing import missing
from .snapshot import LONGEST, Snapshot

HERE = "127.0.0.1"
ALONE = {
    # a session of this machine alone: no page about it, nothing that others reach
    "spark.ui.enabled": "false",
    "spark.driver.host": HERE,
    "spark.driver.bindAddress": HERE,
}
SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    # what comes from here counts as small, so that Spark sends it to the files and not the reverse
    "spark.sql.defaultSizeInBytes": "1048576",
}
MASTERS = ("spark://", "sc://", "local[", "k8s://", "yarn")


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that Ibis speaks to; `read` opens files as a table, `errors` is what it raises."""

    name: str
    held: BaseBackend
    read: Callable[[BaseBackend, Snapshot, Layout], Table]
    errors: tuple[type[Exception], ...]

    def rows(self, snapshot: Snapshot, layout: Layout) -> Table:
        """Return the records of a snapshot in the five columns of all."""
        with self._reading(snapshot):
            table = self.read(self.held, snapshot, layout)
        return layout.rows(table, snapshot.place)

    def answer(self, asked: Table, snapshot: Snapshot) -> list[dict[str, Any]]:
        """Run an expression; raises DataError where the engine cannot read a file."""
        with self._reading(snapshot):
            found: list[dict[str, Any]] = self.held.to_pyarrow(asked).to_pylist()
        return found

    def close(self) -> None:
        """Let go of the engine; a local Spark ends."""
        self.held.disconnect()

    @contextmanager
    def _reading(self, snapshot: Snapshot) -> Iterator[None]:
        try:
            yield
        except (*self.errors, IbisError) as error:
            told = str(error)
            named = [file for file in snapshot.files if file in told]
            place = min(named, key=told.index, default=snapshot.place)
            raise DataError(f"{self.name} cannot read {place}: {_reason(told)}.") from error


def _reason(told: str) -> str:
    """Return the line of an engine's message that says what is wrong: the last cause of Java's."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    line = causes[-1].removeprefix("Caused by: ") if causes else next(iter(lines), "no reason")
    return line[:300].rstrip(".")


def engine(name: str) -> Engine:
    """Start an engine: duckdb, pyspark, the master of a Spark, or an address that Ibis knows.

    Raises ChoiceError for what is no engine, ExplorerError where it is not installed.
    """
    if name == "duckdb":
        return _duckdb()
    if name == "pyspark" or name.startswith(MASTERS):
        return _spark("local[*]" if name == "pyspark" else name)
    if "://" not in name:
        raise ChoiceError(
            "There is no engine {name}; give duckdb, pyspark, the master of a Spark, such as"
            " spark://host:7077, or an address that Ibis knows.",
            name=name,
        )
    try:
        held = ibis.connect(name)
    except Exception as error:  # whatever the library of an engine raises
        raise ExplorerError(f"The engine {name} cannot be opened: {error}.") from error
    return Engine(name, held, _read_by_duckdb if held.name == "duckdb" else _read, (Exception,))


def _read(held: BaseBackend, snapshot: Snapshot, layout: Layout) -> Table:
    files = list(snapshot.files)
    return held.read_parquet(files) if snapshot.parquet else held.read_json(files)


def _duckdb() -> Engine:
    try:
        from duckdb import Error
    except ImportError as error:
        raise missing("DuckDB", "bulk") from error
    # without the order of the files, which means nothing, rows stream
    held = ibis.duckdb.connect(preserve_insertion_order=False)
    return Engine("duckdb", held, _read_by_duckdb, (Error,))


def _read_by_duckdb(held: BaseBackend, snapshot: Snapshot, layout: Layout) -> Table:
    files = list(snapshot.files)
    if snapshot.parquet:
        return held.read_parquet(files, hive_partitioning=False)
    kinds = held.compiler.type_mapper
    columns = {name: kinds.to_string(kind) for name, kind in layout.columns.items()}
    return held.read_json(
        files, columns=columns, format="newline_delimited", maximum_object_size=LONGEST
    )


def _spark(master: str) -> Engine:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise missing("PySpark", "spark") from error
    settings = dict(SETTINGS)
    if master.startswith("local"):
        if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
            raise ExplorerError("Spark needs Java 17: install it, or set JAVA_HOME to where it is.")
        os.environ.setdefault("SPARK_LOCAL_IP", HERE)
        settings |= ALONE
    builder = SparkSession.builder.appName("Method Explorer")
    for key, value in settings.items():
        builder = builder.config(key, value)
    builder = builder.remote(master) if master.startswith("sc://") else builder.master(master)
    try:
        session = builder.getOrCreate()
    except PySparkException as error:
        raise ExplorerError(f"Spark cannot be started at {master}: {error}.") from error
    from py4j.protocol import Py4JError

    held = ibis.pyspark.connect(session)
    return Engine("pyspark", held, _read_by_spark, (PySparkException, Py4JError))


def _read_by_spark(held: BaseBackend, snapshot: Snapshot, layout: Layout) -> Table:
    from ibis.backends.pyspark.datatypes import PySparkSchema
    from pyspark.sql import SparkSession

    reader = SparkSession.active().read
    if snapshot.parquet:
        frame = reader.parquet(*snapshot.files)
    else:
        schema = PySparkSchema.from_ibis(Schema(layout.columns))
        frame = reader.json(list(snapshot.files), schema, mode="FAILFAST")
    frame.createOrReplaceTempView("snapshot")
    return held.table("snapshot")
