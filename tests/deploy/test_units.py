"""The units of the host: as closed as they can be, bounded in memory, and with no more keys than their work needs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.together import PATIENCE

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
NEEDED = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "ProtectProc": "invisible",
    "ProtectClock": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectControlGroups": "yes",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "SystemCallArchitectures": "native",
    "User": "portal",
}
"""What every service of ours says, where systemd cannot be asked as well."""


def directives(unit: Path) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"([A-Za-z]+)=(.*)", line):
            said.setdefault(found[1], []).append(found[2])
    return said


def test_there_are_units():
    assert {"portal.service", "portal-export.service"} <= {unit.name for unit in SERVICES}


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_is_closed_and_bounded(unit):
    said = directives(unit)
    assert {name: said.get(name) for name in NEEDED} == {
        name: [value] for name, value in NEEDED.items()
    }
    assert "@system-service" in said["SystemCallFilter"]
    assert int(said["UMask"][0], 8) & 0o007 == 0o007, "nothing it writes is everybody's to read"
    assert said["MemoryMax"] and said["TasksMax"]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_systemd_finds_a_service_ok_or_better(unit):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("SKIPPED LOUDLY: no systemd-analyze here; the table above was read instead")
    answer = subprocess.run(
        [program, "security", "--offline=yes", "--threshold=25", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if "Unknown option" in answer.stderr or "unrecognized option" in answer.stderr:
        pytest.skip("SKIPPED LOUDLY: this systemd cannot look at a unit that is not installed")
    assert answer.returncode == 0, answer.stdout[-2000:] + answer.stderr
    assert re.search(r"Overall exposure level .*: [\d.]+ (OK|SAFE|PERFECT)", answer.stdout)


@pytest.mark.parametrize("name", ["portal-export.service", "portal-export-watch.service"])
def test_the_export_has_no_keys_and_writes_the_public_folder_alone(name):
    said = directives(DEPLOY / name)
    assert said["EnvironmentFile"] == ["/etc/portal-export.env"]
    assert said["ReadWritePaths"] == ["/srv/portal/public", "-/srv/portal/app/var"]
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    sample = readme.split("portal-export.env")[1]
    listed = re.search(r"((?: +PORTAL_\w+=.*\n| +DATABASE_URL=.*\n)+)", sample)
    assert listed and "PORTAL_MODE=export" in listed[1]
    assert "KEY" not in listed[1]
