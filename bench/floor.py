"""What the bare database does: one durable row by one statement, as pgbench does it; rows by COPY."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from django.db import connections

from thongsuot.foundation.database.binaries import binaries_here

_TABLE = """
DROP TABLE IF EXISTS bench_check_in;
CREATE TABLE bench_check_in (campaign_id int, person_id bigint, unit_id int, aud int, mode int, PRIMARY KEY (campaign_id, person_id))
"""
_MOST_CLIENTS = 64
_SCRIPT = """\\set p random(1, 5600000)
\\set u random(1, 300000)
INSERT INTO bench_check_in VALUES (1, :p, :u, 1, 1) ON CONFLICT DO NOTHING;
"""


def single_inserts(clients: int, seconds: int) -> float:
    """Return how many durable single-row inserts a second so many connections of pgbench achieve, into an empty table.

    At most 64 connections: more bring the server nothing, and it does not take more than a hundred.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute(_TABLE)
    at = connections["owner"].settings_dict
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "insert.sql"
        script.write_text(_SCRIPT)
        words = [
            "-n",
            "-M",
            "prepared",
            "-j",
            "1",
            "-c",
            str(min(clients, _MOST_CLIENTS)),
            "-T",
            str(seconds),
            "-f",
            str(script),
        ]
        where = ["-h", at["HOST"], "-p", str(at["PORT"]), "-U", at["USER"], at["NAME"]]
        told = subprocess.run(
            [str(binaries_here().program("pgbench")), *words, *where],
            env=os.environ | {"PGPASSWORD": at["PASSWORD"]},
            check=True,
            capture_output=True,
            text=True,
        )
    found = re.search(r"tps = ([\d.]+)", told.stdout)
    if found is None:
        raise RuntimeError(f"pgbench wrote no row in {seconds} s, the machine is too busy to measure: {told.stdout}")
    return float(found[1])
