#!/usr/bin/env bash
# Runs nginx in front of the nodes: start-nginx.sh PORT CONTROL_PORT NODE_PORT...
#
# Prints "port=N" when it takes connections, and runs until its input ends, it is told to stop, or nginx ends by itself. Debian's nginx is
# installed where it is missing; start-nginx.sh install does only that.
set -uo pipefail

if [ $# -lt 3 ] && [ "$*" != install ]; then
  sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi

# Debian keeps it where only root looks.
PATH=$PATH:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin

install_nginx() {
  if ! command -v apt-get >/dev/null; then
    echo 'There is no nginx, and no apt-get to install it with.' >&2
    return 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo 'nginx is missing, and only root may install it: sudo apt-get install nginx-light' >&2
      return 1
    fi
    as_root=(sudo -n)
  fi
  # The run level keeps Debian from starting one at port 80.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends nginx-light >/dev/null
  command -v nginx >/dev/null
}

write_configuration() {
  local nodes='' user='' node
  for node in "$@"; do
    nodes+="server 127.0.0.1:$node max_fails=1 fail_timeout=1s; "
  done
  # Its workers would run as somebody who may not write into the folder.
  if [ "$(id -u)" -eq 0 ]; then
    user='user root;'
  fi
  sed -e "s/@USER@/$user/" -e "s/@NODES@/$nodes/" -e "s/@PORT@/$port/" -e "s/@CONTROL@/$control/" \
    "$(dirname "${BASH_SOURCE[0]}")/nginx.conf" >"$folder/nginx.conf"
}

command -v nginx >/dev/null || install_nginx || exit 1
if [ "$1" = install ]; then
  exit 0
fi

port=$1
control=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
write_configuration "$@"

nginx -p "$folder" -e stderr -c nginx.conf </dev/null >/dev/null &
pid=$!
stop() {
  kill "$pid" 2>/dev/null
}
trap stop TERM INT

until (exec 4<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$pid" 2>/dev/null || exit 1
  sleep 0.05
done

echo "port=$port"
while kill -0 "$pid" 2>/dev/null; do
  # A status above 128 is a time-out: the input has not ended.
  read -r -t 0.2
  if [ $? -eq 1 ]; then
    stop
    wait "$pid"
  fi
done
exit 0
