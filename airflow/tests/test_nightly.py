"""Structure of the nightly DAG; the real run is in check.sh."""

from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).resolve().parents[1] / "dags"


@pytest.fixture(scope="module")
def nightly():
    bag = DagBag(dag_folder=str(DAGS))
    assert bag.import_errors == {}
    return bag.dags["tributary_nightly"]


def test_the_day_is_complete_before_it_is_computed(nightly):
    assert nightly.get_task("batch").upstream_task_ids == {"wait_for_completeness"}


def test_nothing_is_reconciled_that_was_not_checked(nightly):
    assert nightly.get_task("check").upstream_task_ids == {"batch"}
    assert nightly.get_task("reconcile").upstream_task_ids == {"check"}


def test_two_nights_never_run_at_once(nightly):
    assert nightly.max_active_runs == 1
    assert nightly.catchup is False


def test_every_task_is_tried_again(nightly):
    assert {task.retries for task in nightly.tasks} == {2}


def test_waiting_frees_its_slot_and_ends(nightly):
    wait = nightly.get_task("wait_for_completeness")
    assert wait.mode == "reschedule"
    assert wait.timeout == 3 * 60 * 60
