# SPDX-License-Identifier: Apache-2.0
# Starts a Karaf distribution in the foreground; sourced by bin/centossrv-server and bin/centossrv-agent.
# Not Karaf's own bin/karaf: that patches java.base, which rules out class-data sharing, and opens what we keep shut.
#
# Reads:  CENTOSSRV_STATE    folder for all state             (default: state/ in the distribution)
#         CENTOSSRV_ETC      folder of the configuration      (default: etc/ in the distribution)
#         CENTOSSRV_LOG      folder of the logs               (default: log/ in the state)
#         CENTOSSRV_CONSOLE  level that also goes to stdout   (default: OFF)
#         JAVA_HOME          a JDK or JRE 17                  (default: runtime/ in the distribution, then java on the PATH)
#         JAVA_OPTS          more options for the JVM
# Expects NAME, HEAP and CAPTION to be set. With ARCHIVE_SETTLED the archive of classes leaves out what only a first start needs:
# it is made by the second one.

fail() {
  echo "$NAME: $1" >&2
  exit "${2:-1}"
}

link=$0
while [ -h "$link" ]; do
  target=$(readlink "$link")
  case $target in
    /*) link=$target ;;
    *) link=$(dirname "$link")/$target ;;
  esac
done
HOME_DIR=$(cd "$(dirname "$link")/.." && pwd -P) || fail "the folder of the distribution can't be read"
STATE=${CENTOSSRV_STATE:-$HOME_DIR/state}
ETC=${CENTOSSRV_ETC:-$HOME_DIR/etc}
LOG=${CENTOSSRV_LOG:-$STATE/log}

if [ -x "$HOME_DIR/runtime/bin/java" ] && [ -z "$JAVA_HOME" ]; then
  JAVA=$HOME_DIR/runtime/bin/java
elif [ -n "$JAVA_HOME" ]; then
  JAVA=$JAVA_HOME/bin/java
else
  JAVA=$(command -v java) || fail "no java found: install a JDK or JRE 17, or set JAVA_HOME"
fi
[ -x "$JAVA" ] || fail "$JAVA is not there: set JAVA_HOME to a JDK or JRE 17"
version=$("$JAVA" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[ "$version" = 17 ] || fail "$CAPTION runs on Java 17 and $JAVA is Java ${version:-unknown}: set JAVA_HOME to a JDK or JRE 17"

umask 027
mkdir -p "$STATE" "$LOG" "$STATE/tmp" "$STATE/cache" || fail "$STATE can't be made: set CENTOSSRV_STATE to a folder that $(id -un) can write"
[ -w "$STATE" ] || fail "$STATE can't be written by $(id -un): set CENTOSSRV_STATE"
chmod 0750 "$STATE"

# One instance a state folder. The lock goes with the process, however it ends.
exec 8>"$STATE/lock"
flock -n 8 || fail "an instance is already running on $STATE (pid $(cat "$STATE/pid" 2>/dev/null || echo unknown))" 3
echo $$ >"$STATE/pid"

# A bundle cache belongs to the distribution that made it.
if ! cmp -s "$HOME_DIR/release" "$STATE/cache/release"; then
  rm -rf "$STATE/cache/karaf" "$STATE/cache/classes.jsa"
  if [ -e "$HOME_DIR/release" ]; then cp "$HOME_DIR/release" "$STATE/cache/release"; fi
fi

CLASSPATH=
for jar in "$HOME_DIR"/lib/boot/*.jar "$HOME_DIR"/lib/jdk9plus/*.jar "$HOME_DIR"/lib/endorsed/org.apache.karaf.specs.locator-*.jar; do
  CLASSPATH=${CLASSPATH:+$CLASSPATH:}$jar
done

# Class-data sharing covers this very JVM and class path: the archive is written at the first orderly stop. Mapped where it
# was made for, its pages stay the file's; elsewhere, which is the default since 17.0.9, all of it is copied and patched.
ARCHIVE=$STATE/cache/classes.jsa
MAPPING="-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
if [ -f "$ARCHIVE" ]; then
  CDS="-Xshare:auto -XX:SharedArchiveFile=$ARCHIVE -Xlog:cds=off -Xlog:cds+dynamic=off"
elif [ -n "$ARCHIVE_SETTLED" ] && [ ! -d "$STATE/cache/karaf" ]; then
  CDS=-Xshare:auto
else
  CDS="-XX:ArchiveClassesAtExit=$ARCHIVE -Xlog:cds=off -Xlog:cds+dynamic=off"
fi

cd "$STATE" || exit 1
# shellcheck disable=SC2086
exec "$JAVA" $HEAP $MAPPING $CDS \
  -XX:+ExitOnOutOfMemoryError \
  --add-reads=java.xml=java.logging \
  --add-opens java.base/java.security=ALL-UNNAMED --add-opens java.base/java.net=ALL-UNNAMED \
  --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
  --add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED --add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED \
  --add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED --add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED \
  --add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED \
  -Dkaraf.home="$HOME_DIR" -Dkaraf.base="$HOME_DIR" -Dkaraf.etc="$ETC" -Dkaraf.data="$STATE/cache/karaf" -Dkaraf.log="$LOG" \
  -Dkaraf.instances="$STATE/cache/instances" -Dkaraf.lock=false -Dkaraf.pid.file="$STATE/pid" \
  -Dcentossrv.state="$STATE" -Dcentossrv.home="$HOME_DIR" \
  -Djava.io.tmpdir="$STATE/tmp" -Djava.util.logging.config.file="$ETC/java.util.logging.properties" \
  -Dkaraf.startLocalConsole=false -Dkaraf.startRemoteShell=false -Dkaraf.restart.jvm.supported=false \
  -Dkaraf.log.console="${CENTOSSRV_CONSOLE:-OFF}" -Dfile.encoding=UTF-8 -Djava.awt.headless=true \
  $JAVA_OPTS -cp "$CLASSPATH" org.apache.karaf.main.Main
