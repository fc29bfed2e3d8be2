#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Builds the checkout's last commit twice, in folders of other names, with another clock, umask, locale and time zone, and
# compares every archive byte by byte. Ends with 1 where one differs, and names the entries that do.
#   scripts/reproducible.sh [FOLDER]   works below FOLDER, by default a new one in the system's temporary folder
set -euo pipefail
ROOT=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd -P)
. "$ROOT/scripts/shell.sh"
need_jdk
need_maven
WORK=${1:-$(mktemp -d)}
PARTS=assembly/control-plane,assembly/agent,assembly/cli,examples/plugins/hello
trap 'rm -rf "$WORK/first" "$WORK/second-with-a-longer-name"' EXIT

# build FOLDER UMASK LOCALE ZONE CLOCK: the last is the time that all files of the checkout get.
build() {
  rm -rf "$1"
  umask "$2"
  git clone -q --shared "$ROOT" "$1"
  find "$1" -type f -not -path '*/.git/*' -exec touch -d "$5" {} +
  (cd "$1" && LC_ALL=$3 TZ=$4 mvn -q -B ${MAVEN_ARGS:-} -DskipTests -Dspotless.check.skip=true \
    -Duser.language="${3%%_*}" -Duser.timezone="$4" -pl "$PARTS" -am install)
}

# The archives of a build; what only the build itself uses is none.
archives() {
  (cd "$1" && find . \( -name '*.jar' -o -name '*.tar.gz' -o -name '*.kar' -o -name '*-features.xml' \) -path '*/target/*' \
    -not -path '*/target/assembly/*' -not -path '*/target/*/*/*' -not -name 'original-*' -not -name '*-tests.jar' -not -path '*/target/lib/*' -type f | sort)
}

entries_that_differ() {
  local one two
  one=$(mktemp -d) two=$(mktemp -d)
  case $1 in
    *.tar.gz) tar -xzf "$2" -C "$one" && tar -xzf "$3" -C "$two" ;;
    *.jar | *.kar) (cd "$one" && "$JAVA_HOME/bin/jar" -xf "$2") && (cd "$two" && "$JAVA_HOME/bin/jar" -xf "$3") ;;
    *) cp "$2" "$one" && cp "$3" "$two" ;;
  esac
  diff -rq "$one" "$two" | sed "s:$one:first:; s:$two:second:; s/^/    /" | head -n 20 || true
  rm -rf "$one" "$two"
}

mkdir -p "$WORK"
step "First build"
build "$WORK/first" 022 C UTC 2026-02-03T04:05:06Z
step "Second build: elsewhere, umask 077, another locale, time zone and clock"
build "$WORK/second-with-a-longer-name" 077 C.UTF-8 Pacific/Kiritimati 2027-07-06T05:04:03Z

same=0 different=0
while read -r file; do
  if cmp -s "$WORK/first/$file" "$WORK/second-with-a-longer-name/$file"; then
    same=$((same + 1))
  else
    different=$((different + 1))
    say "differs: $file"
    entries_that_differ "$file" "$WORK/first/$file" "$WORK/second-with-a-longer-name/$file"
  fi
done < <(archives "$WORK/first")
say "reproducible: $same archives the same byte by byte, $different different"
[ "$different" = 0 ] && [ "$same" -gt 0 ]
