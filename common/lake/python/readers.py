"""Reads the tables as BI tools do, without Spark, and holds what they see against ``tributary query``.

usage: readers.py LAUNCHER DATA
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import duckdb_extension_delta
from deltalake import DeltaTable, QueryBuilder

# A credit or order counts in the publication of its day, which the final cells name.
CURRENT = "SELECT DISTINCT day, publication_id FROM attribution WHERE status = 'final'"

# Whole numbers only, so that every engine has to agree to the last digit.
QUESTIONS = {
    "attribution": "SELECT model, channel, status, count(*) AS cells, sum(credit_micros) AS micros,"
    " sum(revenue_minor) AS minor FROM attribution GROUP BY model, channel, status"
    " ORDER BY model, channel, status",
    "credits_final": "SELECT model, count(*) AS parts, sum(credit_micros) AS micros,"
    f" sum(revenue_minor) AS minor FROM credits_final JOIN ({CURRENT}) AS current"
    " ON conversion_day = current.day AND credits_final.publication_id = current.publication_id"
    " GROUP BY model ORDER BY model",
    "raw_events": "SELECT event_type, count(*) AS events, count(visitor_id) AS named,"
    " sum(value_minor) AS minor FROM raw_events GROUP BY event_type ORDER BY event_type",
}
TABLES = ["attribution", "credits_final", "raw_events"]


def ours(launcher: str, data: Path, question: str) -> list[tuple]:
    answer = subprocess.run(
        [launcher, "query", "--data", str(data), "--format", "json", question],
        check=True,
        capture_output=True,
        text=True,
    )
    return [tuple(row.values()) for row in json.loads(answer.stdout)]


def plain(value):
    """Sums come as decimals or wide integers; compared are whole numbers and texts."""
    return value if value is None or isinstance(value, str) else int(value)


def delta_rs(lake: Path, question: str) -> list[tuple]:
    builder = QueryBuilder()
    for table in TABLES:
        builder.register(table, DeltaTable(lake / table))
    answer = builder.execute(question).read_all()
    return list(zip(*(column.to_pylist() for column in answer.columns)))


def with_duckdb(lake: Path, question: str) -> list[tuple]:
    connection = duckdb.connect()
    folder = Path(duckdb_extension_delta.__file__).parent / "extensions"
    (extension,) = folder.rglob("delta.duckdb_extension")
    connection.execute(f"LOAD '{extension}'")
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM delta_scan('{lake / table}')")
    return connection.execute(question).fetchall()


def comments(lake: Path, table: str) -> None:
    fields = json.loads(DeltaTable(lake / table).schema().to_json())["fields"]
    silent = [field["name"] for field in fields if not field["metadata"].get("comment")]
    if silent:
        raise SystemExit(f"error: columns of {table} without a comment: {silent}")


def main() -> None:
    launcher, data = sys.argv[1], Path(sys.argv[2]).resolve()
    lake = data / "lake"
    for table, question in QUESTIONS.items():
        expected = [tuple(map(plain, row)) for row in ours(launcher, data, question)]
        if not expected:
            raise SystemExit(f"error: there is nothing in {table} to compare")
        for reader, read in (("delta-rs", delta_rs), ("DuckDB", with_duckdb)):
            seen = [tuple(map(plain, row)) for row in read(lake, question)]
            if seen != expected:
                raise SystemExit(f"error: {reader} reads {table} as {seen}, not as {expected}")
        comments(lake, table)
        print(f"readers: {table}: {len(expected)} sums, the same by delta-rs, DuckDB and tributary query")


if __name__ == "__main__":
    main()
