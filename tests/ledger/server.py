"""A PostgreSQL server for a test run, from Debian's packages: started in a folder of its own, ended with the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

#: Who runs it where the tests run as root, whom PostgreSQL refuses.
USER = "postgres"


def programs() -> Path | None:
    """The folder with initdb and postgres, None where they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server, without a database. Skips where there is none, fails for CI=true."""
    folder = programs()
    if folder is None:
        told = "PostgreSQL is not installed (apt-get install postgresql)"
        pytest.fail(told) if os.environ.get("CI") == "true" else pytest.skip(told)
    user = USER if os.getuid() == 0 else None
    place = Path(tempfile.mkdtemp(prefix="edi-pg-"))
    if user:
        shutil.chown(place, user)
    data = place / "data"
    common = {"user": user, "cwd": place, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    initdb = [str(folder / "initdb"), "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8"]
    subprocess.run(initdb, check=True, **common)
    control = [str(folder / "pg_ctl"), "-D", str(data), "-w"]
    options = f"-c listen_addresses='' -c unix_socket_directories='{place}' -c fsync=off"
    subprocess.run([*control, "-o", options, "-l", str(place / "log"), "start"], check=True, **common)
    try:
        yield f"postgresql://{USER}@/{{name}}?host={place}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, **common)
        shutil.rmtree(place, ignore_errors=True)
