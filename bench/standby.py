"""A streaming standby beside a private PostgreSQL: how far it lags, and what it says when the first is gone.

    .venv/bin/python bench/standby.py [commits]

Two clusters on Unix sockets under /tmp, the second made by pg_basebackup -R. The lag is what the first server itself
reports of each commit (pg_stat_replication.replay_lag, sampled while rows of 2 KB are committed one by one), and, as
somebody reading from the standby meets it, the time from a commit to the row being seen there.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
COMMITS = int(sys.argv[1]) if len(sys.argv) > 1 else 400


def main() -> None:
    from tests.private_postgres import _ordinary_user, private_server, server_programs

    programs = server_programs()
    user = _ordinary_user()
    as_user = {"user": user.pw_uid, "group": user.pw_gid} if user else {}
    with private_server(programs) as url:
        first = url.split("@")[1].split("/")[0].replace("%2F", "/")
        folder = Path(tempfile.mkdtemp(prefix="pg-second-"))
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        quiet = {"cwd": folder, "stdout": subprocess.DEVNULL, **as_user}
        started = time.monotonic()
        subprocess.run(
            [programs / "pg_basebackup", "-h", first, "-U", "portal", "-D", folder / "data", "-R", "-X", "stream",
             "-c", "fast"], check=True, **quiet,
        )  # fmt: skip
        print(f"base copy in {time.monotonic() - started:.1f} s")
        options = f"-k {folder} -c listen_addresses= -c hot_standby=on"
        control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-s"]
        subprocess.run(
            [*control, "-l", folder / "log", "-o", options, "start"], check=True, **quiet
        )
        try:
            measure(first, str(folder))
            print("reading only:", refused(str(folder)))
            started = time.monotonic()
            subprocess.run([*control, "promote"], check=True, **quiet)
            print(
                f"promoted in {time.monotonic() - started:.1f} s; takes writes: {refused(str(folder)) == ''}"
            )
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
            subprocess.run(["rm", "-rf", str(folder)], check=False)


def connect(folder: str):
    connection = psycopg2.connect(host=folder, user="portal", dbname="postgres")
    connection.autocommit = True
    return connection.cursor()


def refused(folder: str) -> str:
    try:
        connect(folder).execute("CREATE TABLE taken (at int)")
    except psycopg2.Error as error:
        return str(error).strip().splitlines()[0]
    return ""


def measure(first: str, second: str) -> None:
    one, other = connect(first), connect(second)
    # The tests' server leaves the log in memory for up to 200 ms; a real one writes it at the commit.
    one.execute("SET synchronous_commit = on")
    one.execute("CREATE TABLE written (id serial PRIMARY KEY, body text)")
    seen, reported = [], []
    while True:
        other.execute("SELECT to_regclass('written')")
        if other.fetchone()[0]:
            break
        time.sleep(0.01)
    for at in range(COMMITS):
        one.execute("INSERT INTO written (body) VALUES (%s) RETURNING id", ["x" * 2000])
        key, started = one.fetchone()[0], time.perf_counter()
        while True:
            other.execute("SELECT 1 FROM written WHERE id = %s", [key])
            if other.fetchone():
                break
            time.sleep(0.0005)
        seen.append((time.perf_counter() - started) * 1000)
        if at % 20 == 0:
            one.execute("SELECT extract(epoch FROM replay_lag) * 1000 FROM pg_stat_replication")
            found = one.fetchone()
            if found and found[0] is not None:
                reported.append(float(found[0]))
    seen.sort()
    print(
        f"{COMMITS} commits: seen on the standby after p50 {statistics.median(seen):.1f} ms, "
        f"p95 {seen[int(len(seen) * 0.95)]:.1f} ms, worst {seen[-1]:.1f} ms; "
        f"replay_lag reported p50 {statistics.median(reported):.1f} ms, worst {max(reported):.1f} ms"
    )
    started = time.monotonic()
    one.execute(
        "INSERT INTO written (body) SELECT repeat(md5(g::text), 60) FROM generate_series(1, 100000) g"
    )
    written = time.monotonic() - started
    one.execute("SELECT pg_current_wal_lsn()")
    (end,) = one.fetchone()
    while True:
        other.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [end])
        if other.fetchone()[0]:
            break
        time.sleep(0.005)
    behind = time.monotonic() - started - written
    print(
        f"100,000 rows of 1.9 KB in one transaction ({written:.1f} s): replayed {behind:.1f} s after its commit"
    )


if __name__ == "__main__":
    main()
