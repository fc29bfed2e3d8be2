# SPDX-License-Identifier: Apache-2.0
# What ./run, ./test and ./csrv share. Sourced with ROOT set to the checkout.

say() { printf '%s\n' "$*"; }
step() { printf '==> %s\n' "$*"; }
die() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

# Sets JAVA_HOME to a JDK 17 or says what is missing.
need_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")" /usr/lib/jvm/*17*; do
    if [ -x "$candidate/bin/javac" ] && "$candidate/bin/javac" -version 2>&1 | grep -q '^javac 17\.'; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  die "A JDK 17 is missing. Install one (dnf install java-17-openjdk-devel, or apt-get install openjdk-17-jdk-headless), or set JAVA_HOME to it." 69
}

need_maven() {
  command -v mvn >/dev/null || die "Maven 3.8 or newer is missing. Install it: dnf install maven, or apt-get install maven." 69
}

# Where the demo of ./run lives: in the checkout, or, since PostgreSQL refuses root, below /var/lib for root.
demo_folder() {
  if [ -n "${CENTOSSRV_DEMO:-}" ]; then
    echo "$CENTOSSRV_DEMO"
  elif [ "$(id -u)" = 0 ]; then
    echo /var/lib/centossrv/demo
  else
    echo "$ROOT/.run"
  fi
}

version() { sed -n '0,/<version>/s:.*<version>\(.*\)</version>.*:\1:p' "$ROOT/pom.xml" | head -1; }
