# SPDX-License-Identifier: Apache-2.0
# What the tests need from the system. Sourced by ./test.

# Programs and the Debian packages that bring them; the second column of what a test on booted hosts needs.
HOST_PACKAGES="debootstrap systemd-container iproute2 rpm dnf createrepo-c openssh-client"
TOOL_PACKAGES="maven openjdk-17-jdk-headless util-linux procps tar xz-utils python3 python3-zmq strace"

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || echo "$package"
  done
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install_requirements() {
  local missing
  if ! command -v dpkg-query >/dev/null; then
    say "Left out: the tests on booted hosts, which are built from Debian's packages ($HOST_PACKAGES)."
    return 0
  fi
  # shellcheck disable=SC2046,SC2086
  missing=$(missing_packages $TOOL_PACKAGES $HOST_PACKAGES | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if can_install; then
    step "Installing what the tests need: $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update >/dev/null
    # shellcheck disable=SC2086
    apt-get -qq -y install --no-install-recommends $missing >/dev/null
  elif [ "${CI:-}" = true ]; then
    die "On CI nothing is left out, and these packages are missing: $missing" 69
  else
    say "Left out: tests that need these packages, which only root can install: $missing"
  fi
}
