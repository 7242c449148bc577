"""Publishes yesterday: wait until its events have arrived, recompute, check, reconcile.

Earlier days that come out otherwise by what has arrived since (``batch.restatement_days``) are published anew with it.

The day is the one before the run's logical date, unless the run is given ``{"day": "2026-03-14"}``. Given
``{"wait": false}`` it does not wait: for a day of which somebody deleted events. With TRIBUTARY_WAIT=no in the
scheduler's environment it never does: for tables in S3, which ``complete`` does not read.
Every task may be run again: the batch answers the publication that is there when nothing has changed.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import Param, dag, task

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from include.tributary import Tributary, TributaryError, sums_are_exact  # noqa: E402


@dag(
    dag_id="tributary_nightly",
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    # Two nights at once would only wait for each other's lock.
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
    params={
        "day": Param("", type="string", description="Day to publish, as 2026-03-14; empty: the day before."),
        "wait": Param(
            os.environ.get("TRIBUTARY_WAIT", "yes") == "yes",
            type="boolean",
            description="Whether the day has to be complete; the batch looks for missing events all the same.",
        ),
    },
    tags=["tributary"],
    doc_md=__doc__,
)
def tributary_nightly():
    @task.sensor(poke_interval=60, timeout=3 * 60 * 60, mode="reschedule")
    def wait_for_completeness(day: str, params: dict | None = None) -> bool:
        return not params["wait"] or Tributary.from_environment().is_complete(day)

    @task
    def batch(day: str) -> str:
        return Tributary.from_environment().rows("batch", "--date", day, "--restate")[0]["publication_id"]

    @task
    def check(day: str, publication: str) -> int:
        conversions = sums_are_exact(Tributary.from_environment(), day)
        print(f"{publication}: {conversions} conversions, every model sums exactly")
        return conversions

    @task
    def reconcile(day: str, conversions: int) -> int:
        rows = Tributary.from_environment().rows("reconcile", "--date", day)
        for row in rows:
            print(row)
        if conversions and not rows:
            raise TributaryError(
                f"{day} has {conversions} conversions but its reconciliation is empty. "
                "Run 'tributary reconcile' by hand and look at credits_final."
            )
        return len(rows)

    day = "{{ params.day or macros.ds_add(ds, -1) }}"
    complete = wait_for_completeness(day)
    publication = batch(day)
    complete >> publication
    reconcile(day, check(day, publication))


tributary_nightly()
