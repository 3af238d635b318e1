"""The database: does it answer, has it this version's shape, its triggers, its role, its clock and its language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from objections.key_canary import canary_opens, fingerprints
from ops import role_rights
from ops.doctor.findings import Finding, fault, warning, well
from ops.expected_triggers import missing_triggers

CLOCKS_APART = timedelta(seconds=30)


def answers() -> Finding:
    """Can it be asked at all? Everything else here waits for a yes."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        where = connection.settings_dict["HOST"] or connection.settings_dict["NAME"]
        return fault(
            "数据库",
            f"连不上 {where}：{str(error).strip().splitlines()[0]}",
            "看数据库服务是否在运行，DATABASE_URL 的账户、口令、库名是否正确。",
        )
    version = ".".join(str(part) for part in connection.get_database_version())
    return well("数据库", f"{connection.display_name} {version} 有应答")


def shape() -> Finding:
    """Every migration of this version went through, and none of another."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        first = waiting[0][0]
        return fault(
            "数据库结构",
            f"有 {len(waiting)} 个迁移没有执行（{first.app_label}.{first.name} 等）",
            "停下门户，先备份，再以属主身份执行 manage.py migrate 和 manage.py set_role。",
        )
    known = set(executor.loader.disk_migrations)
    apps = {app for app, _ in known}
    strange = sorted(
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if app in apps and (app, name) not in known
    )
    if strange:
        return fault(
            "数据库结构",
            f"由更新的版本建立（{strange[0]} 等）",
            "换用建立它的版本，或者从升级前的备份恢复。",
        )
    return well("数据库结构", "与程序版本一致")


def triggers() -> Finding:
    """What is written once is guarded, and public pages hear of changes."""
    if missing := missing_triggers():
        return fault(
            "触发器",
            f"缺少 {len(missing)} 个：{'、'.join(missing[:5])}",
            "有人改过数据库。先执行 verify_notices，再从备份恢复；不要只补建触发器。",
        )
    return well("触发器", "齐全")


def role() -> Iterator[Finding]:
    """PostgreSQL: the portal runs as a role that owns nothing and cannot remove what is written once."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (name,) = cursor.fetchone()
    if why := role_rights.reigns(name):
        yield warning(
            "数据库角色",
            f"现在的账户 {name} {why}：它可以关掉触发器",
            "门户运行时用 portal_app（manage.py set_role），属主只用来迁移。以属主执行本命令时这一条可以不管。",
        )
    elif wrong := role_rights.wrong_rights(name):
        yield fault(
            "数据库角色",
            f"{name} {'；'.join(wrong[:4])}",
            "以属主身份重新执行 manage.py set_role。",
        )
    else:
        yield well("数据库角色", f"{name} 的权限正确")


def encoding() -> Iterator[Finding]:
    """PostgreSQL: UTF-8, and a language in which Chinese letters are letters."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = current_database()"
        )
        name, ctype = cursor.fetchone()
    if name != "UTF8":
        yield fault(
            "数据库编码",
            f"是 {name}，不是 UTF8",
            "用 createdb --encoding=UTF8 --template=template0 重建。",
        )
    elif ctype in {"C", "POSIX"}:
        yield warning(
            "数据库编码",
            f"LC_CTYPE 是 {ctype}，大小写和中文判断不准",
            "重建时用 --locale=C.UTF-8 或 zh_CN.UTF-8。",
        )
    else:
        yield well("数据库编码", f"UTF8，{ctype}")


def clock(at: datetime) -> Finding:
    """The moment of a publication is the database's; it must be the machine's too."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return well("时间", f"本机 {at:%Y-%m-%d %H:%M:%S}（北京时间），请与标准时间核对")
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs(there - at)
    if apart > CLOCKS_APART:
        return fault(
            "时间",
            f"数据库的钟与本机相差 {apart.total_seconds():.0f} 秒",
            "两台机器都开启 NTP（systemd-timesyncd 或 chrony）。",
        )
    return well("时间", f"数据库与本机一致，{at:%Y-%m-%d %H:%M:%S}")


def keys() -> Finding:
    """A key that is well formed and wrong is named before anybody loses a text to it."""
    opens = canary_opens()
    if opens is False:
        return fault(
            "密钥",
            f"PORTAL_FIELD_KEYS（指纹 {'、'.join(fingerprints())}）打不开这个数据库密封的内容",
            "换回正确的密钥；在此之前不要开放门户，否则新的异议会用没人保管的密钥密封。",
        )
    if opens is None:
        return warning(
            "密钥", "数据库里还没有密钥验证文字", "执行 manage.py migrate 或 manage.py first_run。"
        )
    return well("密钥", f"打得开（最新一把指纹 {fingerprints()[0]}）")
