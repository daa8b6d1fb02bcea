#!/usr/bin/env bash
# A PostgreSQL server for tests, with a folder and a free port of its own; Debian's postgresql-15 is installed where apt-get may do so.
#
#   tests/start-postgres.sh [--parent PID]   starts one and prints folder=, host=, port=, user= (no password) and pid=;
#                                            it ends by itself when the parent has ended
#   tests/start-postgres.sh stop FOLDER      ends it at once, as a crash would
#   tests/start-postgres.sh restart FOLDER   starts it again, on the same port and with its data
#   tests/start-postgres.sh remove FOLDER    ends it and deletes the folder
set -euo pipefail

self=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/$(basename "${BASH_SOURCE[0]}")
binaries=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}

main() {
  case ${1:-} in
    stop) stop "$2" ;;
    restart) restart "$2" ;;
    remove)
      stop "$2" || true
      rm -rf "$2"
      ;;
    --parent)
      create
      watch "$2"
      ;;
    '') create ;;
    *)
      sed -n '2,9s/^# \{0,1\}//p' "$self" >&2
      exit 2
      ;;
  esac
}

install() {
  if [ -x "$binaries/postgres" ]; then
    return
  fi
  if ! command -v apt-get >/dev/null; then
    echo "There is no apt-get to install PostgreSQL with. Install it and name the folder of its programs in POSTGRES_BIN." >&2
    exit 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "PostgreSQL is missing, and only root may install it: sudo apt-get install postgresql-15" >&2
      exit 1
    fi
    as_root=(sudo -n)
  fi
  export DEBIAN_FRONTEND=noninteractive
  # The server only: no cluster of the system's that would be started.
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  "${as_root[@]}" sh -c '[ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf'
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends postgresql-15 >/dev/null
  [ -x "$binaries/postgres" ]
}

# The server refuses to run as root.
as_user() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  else
    local user=nobody
    if id postgres >/dev/null 2>&1; then
      user=postgres
    fi
    setpriv --reuid="$(id -u "$user")" --regid="$(id -g "$user")" --clear-groups "$@"
  fi
}

create() {
  install
  folder=$(mktemp -d "${TMPDIR:-/tmp}/socketiosharp-postgres.XXXXXX")
  if [ "$(id -u)" -eq 0 ]; then
    chown "$(as_user id -u):$(as_user id -g)" "$folder"
  fi
  cd "$folder"
  as_user "$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >/dev/null
  # Nothing in it is worth keeping, so nobody waits for the disk.
  as_user tee -a "$folder/data/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 200
shared_buffers = 32MB
SETTINGS

  # Somebody else may take a port between looking and listening, so it is not looked for.
  local attempt
  for attempt in 1 2 3 4 5 6 7 8; do
    port=$(shuf -i 20000-32000 -n 1)
    if start "$port"; then
      printf 'folder=%s\nhost=127.0.0.1\nport=%s\nuser=postgres\npid=%s\n' "$folder" "$port" "$(head -n 1 "$folder/data/postmaster.pid")"
      return
    fi
  done
  cat "$folder/log" >&2
  rm -rf "$folder"
  exit 1
}

start() {
  as_user "$binaries/pg_ctl" start -D "$folder/data" -l "$folder/log" -o "-p $1" -w -t 60 >/dev/null 2>&1 && as_user sh -c 'echo "$1" >"$2"' sh "$1" "$folder/port"
}

stop() {
  cd /
  as_user "$binaries/pg_ctl" stop -D "$1/data" -m immediate -w -t 60 >/dev/null
}

restart() {
  folder=$1
  cd "$folder"
  start "$(cat "$folder/port")"
}

watch() {
  setsid nohup bash -c 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; exec "$2" remove "$3"' bash "$1" "$self" "$folder" >/dev/null 2>&1 </dev/null &
}

main "$@"
