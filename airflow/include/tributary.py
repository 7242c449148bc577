"""Calls of the tributary command: the DAGs say what runs when, this module says how."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


class TributaryError(RuntimeError):
    """A command failed; the message is its own (problem, why, remedy)."""


@dataclass(frozen=True)
class Tributary:
    """One installation and one data directory.

    launcher: path of the ``tributary`` script
    data: the data directory that every command works on
    """

    launcher: Path
    data: Path

    @classmethod
    def from_environment(cls) -> "Tributary":
        """TRIBUTARY_LAUNCHER and TRIBUTARY_DATA name them; both are required."""
        missing = [name for name in ("TRIBUTARY_LAUNCHER", "TRIBUTARY_DATA") if not os.environ.get(name)]
        if missing:
            raise TributaryError(
                f"{' and '.join(missing)} not set: the DAG does not know which installation and data "
                "directory to work on. Set them in the environment of the scheduler."
            )
        return cls(Path(os.environ["TRIBUTARY_LAUNCHER"]), Path(os.environ["TRIBUTARY_DATA"]))

    def run(self, *arguments: str) -> str:
        """Runs a command and answers its standard output; raises with its own message when it fails."""
        done = self._ended(*arguments)
        if done.returncode != 0:
            raise _failure(arguments, done)
        return done.stdout

    def rows(self, *arguments: str) -> list[dict]:
        """Runs a command that prints data and answers its rows."""
        return json.loads(self.run(*arguments, "--format", "json"))

    def is_complete(self, day: str) -> bool:
        """Whether everything that was accepted since the day began has arrived.

        Raises when that can't be told, as of tables that the command does not read: to wait would not help.
        """
        question = ("complete", "--date", day, "--format", "json")
        done = self._ended(*question)
        if done.returncode == 0:
            return True
        # Both have the same exit code, but only what is missing is listed.
        hours = json.loads(done.stdout) if done.stdout.strip() else []
        if not any(hour["missing"] for hour in hours):
            raise _failure(question, done)
        return False

    def _ended(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.launcher), arguments[0], "--data", str(self.data), *arguments[1:]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        # Notes, and what is missing, belong into the task's log.
        print(done.stderr, end="")
        return done


def _failure(arguments: tuple[str, ...], done: subprocess.CompletedProcess[str]) -> TributaryError:
    return TributaryError(f"'tributary {' '.join(arguments)}' ended with {done.returncode}: {done.stderr.strip()}")


def sums_are_exact(tributary: Tributary, day: str) -> int:
    """Checks that each model gave every conversion of the day exactly one whole credit.

    Answers the number of conversions. Raises TributaryError naming the first model that is off.
    """
    rows = tributary.rows(
        "query",
        "SELECT model, count(DISTINCT conversion_type || '|' || order_id) AS conversions,"
        " CAST(sum(credit_micros) AS BIGINT) AS micros FROM credits_final"
        f" WHERE conversion_day = DATE '{day}' GROUP BY model ORDER BY model",
    )
    for row in rows:
        if row["micros"] != row["conversions"] * 1_000_000:
            raise TributaryError(
                f"On {day} the model {row['model']} credits {row['micros']} micros to "
                f"{row['conversions']} conversions. Do not report the day; explain one of its orders "
                "with 'tributary explain' and run the batch again."
            )
    return max((row["conversions"] for row in rows), default=0)
