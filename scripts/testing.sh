# SPDX-License-Identifier: Apache-2.0
# The parts of ./test. Sourced by it.

CORPUS_DEFAULT=$ROOT/../shared/conformance

# Counts of the test reports of this run: passed, failed, skipped.
count_reports() {
  find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -o -path '*/target/failsafe-reports/TEST-*.xml' -newer "$1" |
    xargs -r sed -n 's/.*<testsuite .*tests="\([0-9]*\)".*errors="\([0-9]*\)".*skipped="\([0-9]*\)".*failures="\([0-9]*\)".*/\1 \2 \3 \4/p' |
    awk '{t+=$1; f+=$2+$4; s+=$3} END {printf "%d passed, %d failed, %d skipped\n", t-f-s, f, s}'
}

# What went wrong, at the very end: of a CI log often nothing else is kept.
summarize_failures() { # BEGAN LOG
  say
  if command -v python3 >/dev/null; then
    python3 "$ROOT/scripts/failures.py" "$ROOT" "$1"
  fi
  # What no report tells: modules that do not compile, laws of the build, a JVM that died.
  grep -aE '^\[(ERROR|WARNING)\] +(/[^ ]*\.java:|Failed to execute goal|.*(forked VM|[Cc]rashed tests|Baseline))' "$2" |
    grep -av 'test failures' | cut -c1-300 | awk '!seen[$0]++' | tail -n 25 || true
}

test_all() {
  local began log failed=0
  need_jdk
  install_requirements
  need_maven
  began=$(mktemp)
  mkdir -p "$ROOT/target"
  log=$ROOT/target/test.log
  # Tests wait for sockets and processes more than they work: modules that need nothing of one another go together.
  (cd "$ROOT" && mvn -B -T 3 install -fae 2>&1 | tee "$log") || failed=1
  # In a shell of its own: what ends it is not the end of the summary.
  (test_conformance "") || failed=1
  [ "$failed" = 0 ] || summarize_failures "$began" "$log"
  say
  count_reports "$began"
  rm -f "$began"
  return "$failed"
}

test_conformance() {
  local corpus=${1:-${CENTOSSRV_CONFORMANCE:-$CORPUS_DEFAULT}}
  need_jdk
  if [ ! -d "$corpus" ]; then
    [ "${CI:-}" != true ] || die "The conformance cases are missing: $corpus is no folder, and on CI nothing is left out." 69
    say "Left out: the conformance cases, since $corpus is no folder."
    return 0
  fi
  step "Conformance: $corpus"
  conformance_runner "$corpus"
}

# Prints a line per group of cases and, last, how many passed, failed, deviated and were skipped.
conformance_runner() {
  local built=$ROOT/assembly/conformance/target
  if [ ! -f "$built/classes/io/centossrv/conformance/Main.class" ]; then
    need_maven
    (cd "$ROOT" && mvn -q -B -DskipTests -pl assembly/conformance -am install) || die "The conformance runner could not be built."
  fi
  HOME=/root TZ=UTC "$JAVA_HOME/bin/java" -cp "$built/classes:$built/lib/*" io.centossrv.conformance.Main "$1"
}

# The tests that have a full size, and the class that each is; reproducible is scripts/reproducible.sh.
FULL_TESTS="first-steps=FirstStepsIT hosts=ThreeHostsIT first-hour=FirstHourIT authentication=AuthenticationIT dynamics=DynamicsIT
replace=ReplaceIT offline=OfflineIT footprint=FootprintIT kill-rounds=KillRoundsIT fleet=FleetIT reproducible=-
output=OutputIT evr=bundles/inventory:RpmOrderTest targeting=bundles/inventory:TargetingScaleTest"

# Drops the colours of Maven's output.
plain() { sed -u 's/\x1b\[[0-9;]*m//g'; }

full_names() { printf '%s\n' $FULL_TESTS | cut -d= -f1; }

full_class() { printf '%s\n' $FULL_TESTS | sed -n "s/^$1=//p"; }

# A test of one module, MODULE:CLASS.
full_module() {
  (cd "$ROOT" && mvn -B -q -DskipTests -pl "${1%%:*}" -am install &&
    mvn -B -pl "${1%%:*}" -Dcentossrv.full=true -Dtest="${1#*:}" surefire:test | grep -E '^[a-z-]+: |Tests run|FAIL|ERROR')
}

test_full() {
  local name=$1 output
  if [ -z "$name" ]; then
    say "Names:"
    full_names | sed 's/^/  /'
    return 0
  fi
  full_names | grep -qx "$name" || die "There is no test '$name'. ./test --full lists the names." 64
  need_jdk
  install_requirements
  need_maven
  output=$ROOT/docs/measured/$name.txt
  step "$name at full size; its output goes to docs/measured/$name.txt"
  {
    printf 'command: ./test --full %s\ncommit:  %s\ndate:    %s\nmachine: %s cores, %s MB, %s\n\n' "$name" \
      "$(git -C "$ROOT" rev-parse HEAD)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(nproc)" \
      "$(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo)" "$(uname -sr)"
    if [ "$name" = reproducible ]; then
      "$ROOT/scripts/reproducible.sh"
      return
    fi
    case $(full_class "$name") in
      *:*)
        full_module "$(full_class "$name")"
        return
        ;;
    esac
    (cd "$ROOT" && mvn -B -q -DskipTests -pl assembly/itests -am install &&
      mvn -B -pl assembly/itests -Dcentossrv.full=true -Dit.test="$(full_class "$name")" verify | plain | grep -E '^[a-z-]+: |Tests run|FAIL|ERROR')
  } 2>&1 | plain | tee "$output"
}
