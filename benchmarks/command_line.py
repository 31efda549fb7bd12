"""The commands as a user types them, timed: start of interpreter and database server included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def timed(home: Path, *arguments: str) -> tuple[float, Any]:
    """Seconds of wall time of one command, and what it printed as JSON."""
    command = [sys.executable, "-m", "tocsin", *arguments, "--json"]
    environment = {**os.environ, "TOCSIN_HOME": str(home)}
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return time.perf_counter() - began, json.loads(done.stdout)
