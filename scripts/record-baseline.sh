#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Records the contracts as they are built now as those of release VERSION, into baseline/ (docs/adr/0004-baseline-in-the-tree.md).
#   scripts/record-baseline.sh VERSION             all whose pom.xml has bnd-baseline-maven-plugin; afterwards set
#                                                  centossrv.baseline.version in pom.xml to VERSION
#   scripts/record-baseline.sh VERSION MODULE...   these alone: what is compared from now on for the first time joins the
#                                                  VERSION that pom.xml names, and nothing changes for the others
set -euo pipefail
ROOT=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd -P)
. "$ROOT/scripts/shell.sh"
VERSION=${1:-}
[ -n "$VERSION" ] || die "usage: scripts/record-baseline.sh VERSION" 64
shift
need_jdk
BUILT=$(version)

for pom in "$ROOT"/bundles/*/pom.xml "$ROOT"/agent-bundles/*/pom.xml; do
  grep -q bnd-baseline-maven-plugin "$pom" || continue
  module=$(basename "$(dirname "$pom")")
  [ $# = 0 ] || printf '%s\n' "$@" | grep -qxF "$module" || continue
  name=io.centossrv.$module
  jar=$(dirname "$pom")/target/$name-$BUILT.jar
  [ -f "$jar" ] || die "$jar is not built: mvn install first."
  target=$ROOT/baseline/io/centossrv/$name/$VERSION
  mkdir -p "$target"
  work=$(mktemp -d)
  (cd "$work" && "$JAVA_HOME/bin/jar" -xf "$jar")
  # bnd expects a release's bundle version to be below the one that follows it; classes alone, nothing else is compared.
  sed -i "s/^Bundle-Version: .*/Bundle-Version: $VERSION\r/" "$work/META-INF/MANIFEST.MF"
  rm -rf "$work/META-INF/maven" "$work/OSGI-OPT"
  "$JAVA_HOME/bin/jar" --create --file "$target/$name-$VERSION.jar" --manifest "$work/META-INF/MANIFEST.MF" \
    --date=2026-01-01T00:00:00Z -C "$work" .
  cat >"$target/$name-$VERSION.pom" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.centossrv</groupId>
  <artifactId>$name</artifactId>
  <version>$VERSION</version>
</project>
POM
  (cd "$target" && for file in *.jar *.pom; do sha1sum "$file" | cut -d' ' -f1 | tr -d '\n' >"$file.sha1"; done)
  rm -rf "$work"
  printf '%s %s\n' "$name" "$VERSION"
done
