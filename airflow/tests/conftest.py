"""The tests read the DAGs from this checkout and keep Airflow's own files in a temporary folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
