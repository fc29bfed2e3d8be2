# SPDX-License-Identifier: Apache-2.0
# The processes of the demo: who they are, how they end. Sourced by demo.sh.

HURRY=false

words_of() { { tr '\0' '\n' <"/proc/$1/cmdline"; } 2>/dev/null || true; }

# is_process PID NAME: a pid that was written down may belong to somebody else by now.
is_process() {
  local words
  kill -0 "$1" 2>/dev/null || return 1
  words=$(words_of "$1")
  case $words in
    *"$DEMO/$2/"*) return 0 ;;
    # In the middle of becoming its program a process has no words; a dead one that nobody asked about has none either.
    '') grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null ;;
    # ./run itself, and for a moment whatever it has just started.
    *) grep -q '\(^\|/\)run$' <<<"$words" ;;
  esac
}

lives() { [ -f "$PIDS/$1" ] && is_process "$(cat "$PIDS/$1")" "$1"; }

# The executor is a session of its own, so that it outlives the agent; the demo takes it along when it ends.
executor_pids() {
  local pid
  for pid in $(pgrep -f io.centossrv.executor.Main || true); do
    if grep -qxF "$AGENT/state/jobs/executor.sock" <<<"$(words_of "$pid")"; then echo "$pid"; fi
  done
}

# Tells whether an executor that lives has a job that has not ended.
is_busy() {
  local pids claim owner
  pids=$(executor_pids)
  [ -n "$pids" ] || return 1
  for claim in "$AGENT"/state/jobs/journal/*/claim; do
    [ -f "$claim" ] && [ ! -f "${claim%/claim}/result.json" ] || continue
    owner=$(sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' "$claim")
    if grep -qx "$owner" <<<"$pids"; then return 0; fi
  done
  return 1
}

await_jobs() {
  local until=$((SECONDS + JOB_GRACE))
  while is_busy; do
    if $HURRY || [ "$SECONDS" -ge "$until" ]; then
      say "It is ended; its result will be 'interrupted'."
      return 0
    fi
    sleep 0.2 || true
  done
}

# PID and all that it started, each of which may be a session of its own.
family() {
  ps -e -o pid=,ppid= | awk -v root="$1" '
    { parent[$1] = $2 }
    END {
      for (pid in parent) {
        for (up = pid; up > 1; up = parent[up]) if (up == root) { print pid; break }
      }
    }'
}

# With it end the commands that it runs.
end_executor() {
  local pid members
  for pid in $(executor_pids); do
    members=$(family "$pid")
    # shellcheck disable=SC2086
    kill -TERM $members 2>/dev/null || true
    for pid in $members; do await_end executor "$pid"; done
  done
}

# end NAME: asks the process to end, waits at most 20 s, then insists.
end() {
  local pid
  if lives "$1"; then
    pid=$(cat "$PIDS/$1")
    kill -TERM "$pid" 2>/dev/null || true
    await_end "$1" "$pid"
  fi
  rm -f "$PIDS/$1"
}

await_end() {
  local waited=0
  while kill -0 "$2" 2>/dev/null; do
    waited=$((waited + 1))
    if [ "$waited" -ge 200 ]; then
      say "The $1 did not end within 20 s and is killed." >&2
      kill -KILL "$2" 2>/dev/null || true
      return 0
    fi
    sleep 0.1 || true
  done
}
