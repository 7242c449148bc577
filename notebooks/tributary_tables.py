"""The session and the views that every notebook starts from. Notebooks read; they define nothing.

The views show what ``tributary query`` shows: of ``credits_final``, ``touchpoints`` and
``conversions`` the rows of the publication that is current for their day.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def session() -> SparkSession:
    """A small local session with Delta; its jars come from SPARK_CONF_DIR (see run.sh)."""
    return (
        SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[2]"))
        .appName("tributary-notebook")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )


class Tables:
    """The tables of one data directory, as current views.

    spark: the session
    data: the data directory; its tables lie in ``lake/``
    """

    def __init__(self, spark: SparkSession, data: str | Path):
        self.spark = spark
        self.lake = Path(data).resolve() / "lake"
        if not (self.lake / "attribution" / "_delta_log").is_dir():
            raise FileNotFoundError(
                f"There is no published attribution in {self.lake}. Run './tributary demo --once', or "
                "'tributary batch' on your own data, and name its data directory."
            )

    def table(self, name: str) -> DataFrame:
        """A table as it is stored, every publication included."""
        return self.spark.read.format("delta").load(str(self.lake / name))

    def publication_note(self) -> dict:
        """The fence: publication id, boundary, and the current publication of each day.

        It is the user metadata of the newest commit to ``attribution``.
        """
        history = self.spark.sql(f"DESCRIBE HISTORY delta.`{self.lake / 'attribution'}`")
        newest = (
            history.where("userMetadata IS NOT NULL").orderBy(F.desc("version")).select("userMetadata").first()
        )
        return json.loads(newest[0])

    def attribution(self) -> DataFrame:
        """Credit by day, channel, source, medium, campaign, ad group and model: what BI reads."""
        return self.table("attribution")

    def credits_final(self) -> DataFrame:
        """Conversion x model x touch of the current publication."""
        return self._current("credits_final", "conversion_day")

    def conversions(self) -> DataFrame:
        """Published conversions with their person."""
        return self._current("conversions", "conversion_day")

    def _current(self, name: str, day: str) -> DataFrame:
        days = list(self.publication_note()["days"].items())
        current = self.spark.createDataFrame(days, f"{day} string, publication_id string")
        current = current.withColumn(day, F.to_date(day))
        return self.table(name).join(F.broadcast(current), [day, "publication_id"])
