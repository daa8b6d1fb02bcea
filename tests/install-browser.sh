#!/usr/bin/env bash
# Installs Debian's Chromium unless there is one, at /usr/bin/chromium or where the environment variable CHROMIUM says.
set -uo pipefail

browser=${CHROMIUM:-/usr/bin/chromium}
if [ -x "$browser" ]; then
  exit 0
fi

if [ -n "${CHROMIUM:-}" ]; then
  echo "CHROMIUM names $browser, which is not there." >&2
  exit 1
fi

if ! command -v apt-get >/dev/null; then
  echo "There is no apt-get to install Chromium with. Install it and name it in CHROMIUM." >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "Chromium is missing, and only root may install it: sudo apt-get install chromium" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi

echo "Installing Chromium"
export DEBIAN_FRONTEND=noninteractive
# The fonts are what pages are drawn with that bring none, emoji included.
packages=(chromium fonts-liberation fonts-noto-color-emoji)
"${as_root[@]}" apt-get update -q >/dev/null
"${as_root[@]}" apt-get install -q -y --no-install-recommends "${packages[@]}" >/dev/null
[ -x "$browser" ]
