"""The calls of the command, against a stand-in script that answers or fails as the command does."""

import json
from pathlib import Path

import pytest

from include.tributary import Tributary, TributaryError, sums_are_exact


def launcher(folder: Path, body: str) -> Tributary:
    script = folder / "tributary"
    script.write_text("#!/bin/sh\n" + body)
    script.chmod(0o755)
    return Tributary(script, folder / "data")


def test_rows_are_the_commands_json(tmp_path):
    tributary = launcher(tmp_path, """echo '[{"arguments": "'"$*"'"}]'\n""")
    assert tributary.rows("batch", "--date", "2026-03-14") == [
        {"arguments": f"batch --data {tmp_path}/data --date 2026-03-14 --format json"}
    ]


def test_a_failure_carries_the_commands_own_words(tmp_path):
    tributary = launcher(tmp_path, "echo 'error: The day is not over.' >&2; exit 1\n")
    with pytest.raises(TributaryError, match="ended with 1: error: The day is not over."):
        tributary.run("batch", "--date", "2026-03-14")


@pytest.mark.parametrize("missing, code", [(0, 0), (3, 1)])
def test_a_day_is_complete_when_nothing_is_missing(tmp_path, missing, code):
    hours = [{"hour": "2026-03-14T10:00:00Z", "missing": 0}, {"hour": "2026-03-14T11:00:00Z", "missing": missing}]
    tributary = launcher(tmp_path, f"echo '{json.dumps(hours)}'; exit {code}\n")
    assert tributary.is_complete("2026-03-14") is (missing == 0)


@pytest.mark.parametrize("said", ["", "[]"])
def test_a_day_of_which_nothing_can_be_told_is_not_waited_for(tmp_path, said):
    tributary = launcher(tmp_path, f"printf '{said}'; echo 'error: The tables are in S3.' >&2; exit 1\n")
    with pytest.raises(TributaryError, match="error: The tables are in S3."):
        tributary.is_complete("2026-03-14")


def test_what_a_command_notes_is_in_the_tasks_log(tmp_path, capsys):
    tributary = launcher(tmp_path, "echo 'note: 2 orders changed.' >&2; echo '[]'\n")
    assert tributary.rows("batch") == []
    assert capsys.readouterr().out == "note: 2 orders changed.\n"


def test_a_model_that_does_not_sum_is_named(tmp_path):
    rows = [{"model": "linear", "conversions": 2, "micros": 1_999_999}]
    tributary = launcher(tmp_path, f"echo '{json.dumps(rows)}'\n")
    with pytest.raises(TributaryError, match="linear credits 1999999 micros to 2 conversions"):
        sums_are_exact(tributary, "2026-03-14")


def test_a_missing_environment_is_named(monkeypatch):
    monkeypatch.delenv("TRIBUTARY_LAUNCHER", raising=False)
    monkeypatch.setenv("TRIBUTARY_DATA", "/nowhere")
    with pytest.raises(TributaryError, match="TRIBUTARY_LAUNCHER not set"):
        Tributary.from_environment()
