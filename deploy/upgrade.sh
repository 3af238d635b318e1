#!/bin/sh
# Upgrade the portal to a release that lies unpacked beside the present one, and the way back.
#
#   upgrade.sh NEW          from the present release to the folder NEW
#   upgrade.sh --back OLD   point back to OLD; for a database already changed the script says which backup to restore
#
# /srv/portal/app is a link to the present release; NEW has its own .venv (deploy/wheelhouse.sh makes one offline).
# Both read /etc/portal.env; the tables' owner stands in /etc/portal-owner.env (DATABASE_URL of the owner), readable by
# root only. Stops at the first error and says in which state everything is. Tried by tests/deploy/test_upgrade.py.
set -eu

APP=${UPGRADE_APP:-/srv/portal/app}
ENVIRONMENT=${UPGRADE_ENVIRONMENT:-/etc/portal.env}
OWNER=${UPGRADE_OWNER_ENVIRONMENT:-/etc/portal-owner.env}
BACKUPS=${UPGRADE_BACKUPS:-/srv/portal/backups}
AS=${UPGRADE_AS-runuser -u portal --}          # how commands are run as the portal's user; empty: as whoever calls
RESTART=${UPGRADE_RESTART-systemctl restart portal}
# One after the other: while the portal starts the desk's processes answer for it, and then the other way round.
REST=${UPGRADE_RESTART_REST-systemctl try-restart portal-desk portal-export-watch}
HOST=$(. "$ENVIRONMENT"; hosts=${PORTAL_HOSTS-}; printf %s "${hosts%%,*}")
READY=${UPGRADE_READY-curl --fail --silent --show-error --retry 30 --retry-delay 1 --retry-all-errors --unix-socket /run/portal/portal.sock --header Host:$HOST http://portal/readyz}
UNTIL=${UPGRADE_UNTIL-}

say() { printf '\n== %s\n' "$*"; }
stop() { printf '\n!! %s\n' "$*" >&2; exit 1; }
rest() {                                       # not everybody has these: one that is missing stops nothing
    $REST || say "portal-desk、portal-export-watch 没有全部重新启动：没有启用的不用管，启用了的请看 systemctl status。"
}
with() {                                       # with FILE COMMAND…: the command with the variables of the file
    file=$1; shift
    ( set -a; . "$file"; [ -z "${DATABASE_OF_OWNER-}" ] || DATABASE_URL=$DATABASE_OF_OWNER; set +a; exec "$@" )
}
manage() {                                     # manage RELEASE COMMAND…: as the portal, with its environment
    release=$1; shift
    # shellcheck disable=SC2086
    ( cd "$release" && with "$ENVIRONMENT" $AS "$release/.venv/bin/python" manage.py "$@" )
}
owner() {                                      # the same with the owner's way to the database
    release=$1; shift
    if [ -e "$OWNER" ]; then
        ( cd "$release" && set -a && . "$ENVIRONMENT" && . "$OWNER" && set +a && exec "$release/.venv/bin/python" manage.py "$@" )
    else
        manage "$release" "$@"
    fi
}

if [ "${1-}" = "--back" ]; then
    OLD=$(cd "${2:?upgrade.sh --back OLD}" && pwd)
    ln -sfn "$OLD" "$APP"
    say "已指回 $OLD"
    if ! manage "$OLD" doctor >/tmp/portal-back.$$ 2>&1 && grep -q "由更新的版本建立" /tmp/portal-back.$$; then
        cat /tmp/portal-back.$$; rm -f /tmp/portal-back.$$
        stop "数据库已被新版本改过结构，旧版本不能用它：新建一个空库，改 DATABASE_URL，用 restore 恢复升级前的备份，再启动。"
    fi
    rm -f /tmp/portal-back.$$
    $RESTART
    manage "$OLD" read_only off
    $READY >/dev/null || stop "旧版本没有就绪：看 journalctl -u portal。"
    rest
    say "旧版本已恢复服务"
    exit 0
fi

NEW=$(cd "${1:?upgrade.sh NEW}" && pwd)
OLD=$(readlink -f "$APP")
[ "$NEW" != "$OLD" ] || stop "$NEW 就是现在的版本。"
[ -x "$NEW/.venv/bin/python" ] || stop "$NEW 里没有 .venv：先执行 deploy/wheelhouse.sh install。"

# A command typed without its settings in either folder refuses from now on (config/production_folder.py).
: > "$(dirname "$NEW")/portal.production" || stop "写不了 $(dirname "$NEW")。"

say "1 备份（旧版本）"
manage "$OLD" backup "$BACKUPS" || stop "没有备份成，什么都没有改。"

say "2 体检（旧版本）"
manage "$OLD" doctor || stop "先处理上面的问题；什么都没有改。"

say "3 收集样式和脚本（新版本）"
manage "$NEW" collectstatic --noinput --verbosity 0 || stop "什么都没有改。"

say "4 看看有哪些迁移"
code=0; owner "$NEW" waiting_migrations || code=$?
case $code in
    0) ;;
    3) manage "$OLD" read_only on --until "$UNTIL" ;;
    *) stop "迁移清单没有列成；什么都没有改。" ;;
esac

say "5 迁移和角色（属主）"
if ! owner "$NEW" migrate --verbosity 1; then
    [ "$code" = 0 ] || manage "$OLD" read_only off
    stop "迁移没有成功。没有完成的那个已经退回，旧版本还在服务；看上面的原因。"
fi
owner "$NEW" set_role || stop "角色权限没有设置好：新版本先不要启动，旧版本还在服务。再执行一次 set_role。"

say "6 换成新版本"
ln -sfn "$NEW" "$APP"
$RESTART
if ! $READY >/dev/null; then
    stop "新版本没有就绪。回到旧版本：$0 --back $OLD"
fi
rest
manage "$NEW" read_only off

say "7 核对"
manage "$NEW" verify_notices --full && manage "$NEW" doctor || stop "新版本已在服务，但核对有问题，见上。回到旧版本：$0 --back $OLD"
say "升级完成：$OLD → $NEW"
