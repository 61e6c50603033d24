#!/usr/bin/env bash
# A real Odoo for tests, out of Debian's packages, in a folder of its own. Run as root on Debian or Ubuntu.
# It is version 19; with `--version 14` behind the word it is 14.
#
#   real-odoo.sh up      installs what is missing and starts the server (some minutes and 2 GB the first time)
#   real-odoo.sh reset   the same with a fresh database, in seconds
#   real-odoo.sh down    stops server and database
#   real-odoo.sh status  running or stopped
#   real-odoo.sh key     an API key of the user admin, as 40 digits
#
# ODOO_ROOT  the folder         /srv/xmap-odoo, for 14 /srv/xmap-odoo-14
# ODOO_PORT  on 127.0.0.1       8170, for 14 8174
# ODOO_DB    the database       odoo
#
# User admin, password admin. Exit 4: it cannot be installed here; the last line says why.
set -euo pipefail

impossible() {
  echo "$1"
  exit 4
}

version=19
if [ "${2:-}" = --version ]; then version=${3:-}; fi
modules=sale_management,stock,sale_stock,account,delivery,base_automation
case $version in
19)
  release=trixie # Its Python is the newest that Odoo 19 runs on.
  root=/srv/xmap-odoo
  port=8170
  modules=$modules,stock_delivery
  empty=--without-demo
  new_key="_generate(None, 'test', None)"
  ;;
14)
  release=bullseye
  root=/srv/xmap-odoo-14
  port=8174
  modules=$modules,l10n_generic_coa
  empty=--without-demo=all
  new_key="_generate(None, 'test')"
  ;;
*) impossible "Odoo $version is not in Debian's archive; 14 and 19 are" ;;
esac
root=${ODOO_ROOT:-$root}
port=${ODOO_PORT:-$port}
database=${ODOO_DB:-odoo}
template=$database-template
socket=/run/xmap-postgresql
settings=/etc/xmap-odoo.conf
process=/var/lib/odoo/xmap-odoo.pid
url=http://127.0.0.1:$port

within() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
within_as() { within setpriv --reuid "$1" --regid "$1" --init-groups env HOME=/tmp "${@:2}"; }
sql() { within_as postgres psql -qtA -h "$socket" -d postgres -c "$1"; }

# The address of the archive that this machine itself is installed from.
archive() {
  local found
  found=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m 1 -E '/debian/?$' || true)
  echo "${found:-http://deb.debian.org/debian}"
}

mount_system_folders() {
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
  mountpoint -q "$root/dev/shm" || mount -t tmpfs -o mode=1777,size=512m tmpfs "$root/dev/shm"
}

install_base() {
  [ -x "$root/usr/bin/apt-get" ] && return
  if ! command -v debootstrap >/dev/null; then
    { apt-get -q update && apt-get -qy install debootstrap; } >&2 || impossible "debootstrap is missing and cannot be installed"
  fi
  debootstrap --variant=minbase "$release" "$root" "$(archive)" >&2 || impossible "Debian's archive cannot be reached"
}

install_odoo() {
  [ -x "$root/usr/bin/odoo" ] && return
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  # Packages must not start services of their own.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  if [ "$version" = 14 ]; then
    { within apt-get -q update && within apt-get -qy install --no-install-recommends postgresql procps util-linux odoo-14; } >&2 ||
      impossible "Odoo's packages cannot be installed"
    return
  fi
  local newer=/etc/apt/sources.list.d/newer.list
  echo "deb [check-valid-until=no] $(archive) sid main" >"$root$newer"
  # Only the one package comes from the newer release.
  { within apt-get -q update && within sh -c 'cd /var/cache/apt/archives && apt-get -q download odoo-19'; } >&2 ||
    impossible "the archive has no package odoo-19"
  rm "$root$newer"
  {
    within apt-get -q update
    within sh -c 'apt-get -qy install --no-install-recommends postgresql procps tzdata-legacy util-linux /var/cache/apt/archives/odoo-19_*.deb'
  } >&2 || impossible "Odoo's packages cannot be installed"
}

cluster_version() { within sh -c 'ls /usr/lib/postgresql | sort -n | tail -n 1'; }

start_database() {
  local binaries data=/var/lib/postgresql/xmap
  binaries=/usr/lib/postgresql/$(cluster_version)/bin
  within install -d -o postgres -g postgres "$socket"
  [ -f "$root$data/PG_VERSION" ] || within_as postgres "$binaries/initdb" -D "$data" -E UTF8 --locale=C.UTF-8 -A trust >&2
  within_as postgres "$binaries/pg_ctl" -D "$data" status >/dev/null 2>&1 && return
  # Nothing here has to survive a power cut.
  within_as postgres "$binaries/pg_ctl" -D "$data" -w -l /tmp/xmap-postgresql.log \
    -o "-k $socket -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off" start >&2
  [ -n "$(sql "select 1 from pg_roles where rolname = 'odoo'")" ] || sql "create role odoo login createdb"
}

stop_database() {
  [ -d "$root/usr/lib/postgresql" ] || return 0
  within_as postgres "/usr/lib/postgresql/$(cluster_version)/bin/pg_ctl" -D /var/lib/postgresql/xmap -m fast stop >&2 || true
}

write_settings() {
  cat >"$root$settings" <<END
[options]
addons_path = /usr/lib/python3/dist-packages/odoo/addons
admin_passwd = only-for-tests
data_dir = /var/lib/odoo/xmap
db_host = $socket
db_user = odoo
dbfilter = ^$database\$
http_interface = 127.0.0.1
http_port = $port
max_cron_threads = 1
workers = 0
END
  within install -d -o odoo -g odoo /var/lib/odoo/xmap
}

has_database() { [ -n "$(sql "select 1 from pg_database where datname = '$1'")" ]; }

make_databases() {
  if ! has_database "$template"; then
    within_as odoo /usr/bin/odoo -c "$settings" -d "$template" -i "$modules" "$empty" --stop-after-init --no-http >&2
  fi
  has_database "$database" || sql "create database \"$database\" owner odoo template \"$template\""
}

is_running() { [ -f "$root$process" ] && kill -0 "$(cat "$root$process")" 2>/dev/null; }
answers() {
  curl -fs -m 5 -H 'content-type: application/json' -d '{"params":{"service":"common","method":"version","args":[]}}' \
    "$url/jsonrpc" >/dev/null
}

start_server() {
  if ! is_running; then
    within setpriv --reuid odoo --regid odoo --init-groups env HOME=/var/lib/odoo \
      /usr/bin/odoo -c "$settings" -d "$database" --pidfile="$process" >"$root/tmp/xmap-odoo.log" 2>&1 </dev/null &
    disown
  fi
  for _ in $(seq 300); do
    answers && return
    sleep 0.5
  done
  echo "Odoo does not answer; its words are in $root/tmp/xmap-odoo.log" >&2
  exit 1
}

stop_server() {
  is_running || return 0
  kill "$(cat "$root$process")"
  for _ in $(seq 60); do
    is_running || return 0
    sleep 0.25
  done
  echo "Odoo does not stop" >&2
  exit 1
}

prepare() {
  [ "$(id -u)" = 0 ] || impossible "only root can install it"
  install_base
  mount_system_folders
  install_odoo
  start_database
  write_settings
}

case ${1:-} in
up)
  answers && exit
  prepare
  make_databases
  start_server
  ;;
reset)
  stop_server
  prepare
  sql "drop database if exists \"$database\""
  make_databases
  start_server
  ;;
down)
  stop_server
  stop_database
  ;;
status) if is_running; then echo running; else echo stopped; fi ;;
key)
  script="user = env.ref('base.user_admin'); print('KEY=' + env['res.users.apikeys'].with_user(user).sudo().$new_key); env.cr.commit()"
  echo "$script" | within_as odoo /usr/bin/odoo shell -c "$settings" -d "$database" --no-http --log-level=error 2>/dev/null | sed -n 's/.*KEY=//p'
  ;;
*)
  sed -n '2,16s/^# \{0,1\}//p' "$0"
  exit 2
  ;;
esac
