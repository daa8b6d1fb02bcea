#!/usr/bin/env bash
# Runs a Redis of its own for tests: tests/start-redis.sh [--port N] [--persist FOLDER]
#
# Prints "port=N pid=N" when it takes commands, and runs until its input ends, it is told to stop, or Redis ends by itself. Without --port it finds
# a free one. Nothing is kept, except with --persist: then every write is, in that folder. Debian's redis-server is installed where it is missing.
set -uo pipefail

port=''
persist=''
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2 ;;
    --persist) persist=$2 ;;
    *)
      echo "Not an option: $1" >&2
      exit 2
      ;;
  esac
  shift 2
done

install_redis() {
  if ! command -v apt-get >/dev/null; then
    echo 'There is no redis-server, and no apt-get to install it with.' >&2
    return 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo 'Redis is missing, and only root may install it: sudo apt-get install redis-server' >&2
      return 1
    fi
    as_root=(sudo -n)
  fi
  # The run level keeps Debian from starting one at its usual port.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends redis-server >/dev/null
  command -v redis-server >/dev/null
}

is_taken() {
  (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

command -v redis-server >/dev/null || install_redis || exit 1

folder=$persist
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi

appendonly=no
if [ -n "$persist" ]; then
  appendonly=yes
fi

# Somebody may take the port that was free a moment ago.
for _ in 1 2 3 4 5 6 7 8; do
  candidate=${port:-$((20000 + RANDOM % 10000))}
  if [ -z "$port" ] && is_taken "$candidate"; then
    continue
  fi
  redis-server --port "$candidate" --bind 127.0.0.1 --dir "$folder" --save '' --appendonly "$appendonly" --appendfsync always \
    --loglevel warning --logfile redis.log </dev/null >/dev/null &
  pid=$!
  until [ "$(redis-cli -p "$candidate" ping 2>/dev/null)" = PONG ]; do
    if ! kill -0 "$pid" 2>/dev/null; then
      wait "$pid"
      pid=''
      break
    fi
    sleep 0.05
  done
  if [ -n "$pid" ]; then
    break
  fi
done

if [ -z "${pid:-}" ]; then
  cat "$folder/redis.log" >&2
  exit 1
fi

# A paused one does not hear a gentle word.
stop() {
  kill -CONT "$pid" 2>/dev/null
  kill "$pid" 2>/dev/null
}
trap stop TERM INT

echo "port=$candidate pid=$pid"
while kill -0 "$pid" 2>/dev/null; do
  # A status above 128 is a time-out: the input has not ended.
  read -r -t 0.2
  if [ $? -eq 1 ]; then
    stop
    wait "$pid"
  fi
done
exit 0
