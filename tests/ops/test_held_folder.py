"""Two servers never work on one data folder without anybody noticing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ops.held_folder import FolderHeld, hold, holder


def test_a_second_server_is_refused_and_told_who_is_there(tmp_path):
    with hold(tmp_path, server=os.getpid()):
        with pytest.raises(FolderHeld, match=f"进程 {os.getpid()}"):
            hold(tmp_path, server=1)
        assert f"进程 {os.getpid()}" in holder(tmp_path)
    assert holder(tmp_path) == ""


def test_workers_of_one_server_share_it_and_the_next_server_has_it_after_them(tmp_path):
    first, second = hold(tmp_path, server=os.getpid()), hold(tmp_path, server=os.getpid())
    first.close()
    with pytest.raises(FolderHeld):
        hold(tmp_path, server=1)
    second.close()
    hold(tmp_path, server=1).close()


def test_a_server_that_was_killed_leaves_nothing_in_the_way(tmp_path):
    code = (
        "import os, sys, signal, django; django.setup()\n"
        "from pathlib import Path; from ops.held_folder import hold\n"
        "held = hold(Path(sys.argv[1]), server=os.getpid()); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        check=False,
    )
    assert done.returncode == -9
    hold(tmp_path, server=os.getpid()).close()


def test_servers_with_names_of_their_own_may_share_a_folder(tmp_path, settings):
    with hold(tmp_path, server=os.getpid()):
        settings.PORTAL_INSTANCE = "second"
        hold(tmp_path, server=1).close()
