#!/usr/bin/env bash
# Runs an nginx of its own for tests: tests/start-nginx.sh BACKEND_PORT...
#
# It passes requests and WebSockets on to these ports of this machine, to one after the other, whoever the client is. Prints "port=N pid=N log=FILE" when it
# listens, and runs until its input ends or it is told to stop; the log has a line for each request, its status first. Debian's nginx is installed where it is missing.
set -uo pipefail

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
}

PATH=$PATH:/usr/sbin
if [ $# -eq 0 ]; then
  echo 'Which ports? tests/start-nginx.sh BACKEND_PORT...' >&2
  exit 2
fi
command -v nginx >/dev/null || install_nginx || exit 1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
backends=''
for backend in "$@"; do
  backends+="    server 127.0.0.1:$backend max_fails=0;"$'\n'
done

write_configuration() {
  cat >"$folder/nginx.conf" <<CONF
daemon off;
pid $folder/nginx.pid;
worker_processes 1;
error_log $folder/error.log;
events { worker_connections 4096; }
http {
  client_body_temp_path $folder/body;
  proxy_temp_path $folder/proxy;
  fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi;
  scgi_temp_path $folder/scgi;
  log_format outcome '\$status \$request_method \$upstream_addr \$request_uri';
  access_log $folder/access.log outcome;
  map \$http_upgrade \$connection_upgrade { default upgrade; '' ''; }
  upstream nodes {
$backends    keepalive 64;
  }
  server {
    listen 127.0.0.1:$1;
    client_max_body_size 0;
    location / {
      proxy_pass http://nodes;
      proxy_http_version 1.1;
      proxy_next_upstream off;
      proxy_buffering off;
      proxy_read_timeout 120s;
      proxy_set_header Host \$http_host;
      proxy_set_header X-Forwarded-For \$remote_addr;
      proxy_set_header Upgrade \$http_upgrade;
      proxy_set_header Connection \$connection_upgrade;
    }
  }
}
CONF
}

is_taken() {
  (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Somebody may take the port that was free a moment ago.
for _ in 1 2 3 4 5 6 7 8; do
  port=$((20000 + RANDOM % 10000))
  if is_taken "$port"; then
    continue
  fi
  write_configuration "$port"
  nginx -e "$folder/error.log" -c "$folder/nginx.conf" </dev/null >/dev/null 2>&1 &
  pid=$!
  until is_taken "$port"; do
    if ! kill -0 "$pid" 2>/dev/null; then
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
  cat "$folder/error.log" >&2
  exit 1
fi

stop() {
  kill "$pid" 2>/dev/null
}
trap stop TERM INT

echo "port=$port pid=$pid log=$folder/access.log"
while kill -0 "$pid" 2>/dev/null; do
  # A status above 128 is a time-out: the input has not ended.
  read -r -t 0.2
  if [ $? -eq 1 ]; then
    stop
    wait "$pid"
  fi
done
exit 0
