#!/bin/sh
# The page's tests need Chromium and a Japanese font. As root on Debian they are installed; without
# root the remedy is said. Tests are never skipped for want of a browser.
set -eu
if command -v chromium >/dev/null 2>&1 && fc-list :lang=ja 2>/dev/null | grep -q .; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-ipaexfont fontconfig >/dev/null
  exit 0
fi
echo "The page's tests need Chromium and a Japanese font:" >&2
echo "  sudo apt-get install chromium fonts-ipaexfont fontconfig" >&2
exit 2
