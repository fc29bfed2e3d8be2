#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages that the test hosts need; does nothing where they are there. Needs root.
set -eu
packages='debootstrap systemd-container iproute2 rpm createrepo-c openssh-client util-linux'
missing=
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "install-packages: not root; run: sudo apt-get install$missing" >&2
  exit 77
fi
echo "install-packages:$missing" >&2
apt-get -qq update
# shellcheck disable=SC2086 # a list
DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $missing </dev/null
