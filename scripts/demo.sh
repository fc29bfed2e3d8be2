# SPDX-License-Identifier: Apache-2.0
# The demo behind ./run. Sourced by it.
#
# Reads:  CENTOSSRV_DEMO        folder of the demo                      (default: .run, or for root /var/lib/centossrv/demo)
#         CENTOSSRV_HTTPS_PORT  port of REST                            (default: 8443)
#         CENTOSSRV_BUS_PORT    port of the agents' bus                 (default: 8444)
#         CENTOSSRV_DEMO_USER   who control plane and agent run as, where root starts the demo   (default: centossrv)
#         CENTOSSRV_JOB_GRACE   seconds that running jobs get when the demo ends                 (default: 20)
#         CENTOSSRV_BUILD       no takes what is built as it is         (default: yes)

. "$ROOT/scripts/processes.sh"

DEMO=$(readlink -m "$(demo_folder)")
SERVER=$DEMO/server
AGENT=$DEMO/agent
HTTPS_PORT=${CENTOSSRV_HTTPS_PORT:-8443}
BUS_PORT=${CENTOSSRV_BUS_PORT:-8444}
DEMO_USER=${CENTOSSRV_DEMO_USER:-centossrv}
JOB_GRACE=${CENTOSSRV_JOB_GRACE:-20}
PIDS=$DEMO/pids
# Commands start in the home of who runs them; the demo's user of root has none.
HOME_OF_DEMO=$HOME
[ "$(id -u)" != 0 ] || HOME_OF_DEMO=$DEMO

is_root() { [ "$(id -u)" = 0 ]; }

# Becomes a command, run as the user of the demo: the one who started ./run, and never root.
become_as_demo_user() {
  if is_root; then
    exec setpriv --reuid="$DEMO_USER" --regid="$DEMO_USER" --clear-groups -- "$@"
  else
    exec "$@"
  fi
}

demo_csrv() { CENTOSSRV_CONFIG=$DEMO/csrv "$ROOT/csrv" "$@"; }

describe_needs() {
  say "Needs: a JDK 17, Maven 3.8+ for the first build, 1 GB of memory, 1 GB of disk, glibc 2.27+."
  say "Ports: $HTTPS_PORT (REST, TLS) and $BUS_PORT (agents' bus), on the loopback interface; PostgreSQL takes a free loopback port."
  say "       Others: CENTOSSRV_HTTPS_PORT=… CENTOSSRV_BUS_PORT=… ./run"
  if is_root; then
    say "Folder: $DEMO. You are root, and PostgreSQL refuses root: control plane and agent run as the system user"
    say "       '$DEMO_USER', which is made if it is missing. './run reset' removes the folder, and the user if it was made."
  else
    say "Folder: $DEMO, which './run reset' removes. Control plane, agent and all commands run as you, $(id -un)."
  fi
}

demo_running() { [ -f "$PIDS/run" ] && is_process "$(cat "$PIDS/run")" run; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

check_ports() {
  local port
  for port in "$HTTPS_PORT" "$BUS_PORT"; do
    port_is_free "$port" || die "Port $port is taken by another program. Stop it, or take others: CENTOSSRV_HTTPS_PORT=9443 CENTOSSRV_BUS_PORT=9444 ./run" 69
  done
}

archive_of() { echo "$ROOT/assembly/$1/target/$2-$(version).tar.gz"; }

build_if_needed() {
  local oldest=$ROOT/assembly/cli/target/csrv.jar newer
  [ "${CENTOSSRV_BUILD:-yes}" != no ] || return 0
  if [ -f "$oldest" ] && [ -f "$(archive_of control-plane centossrv-server)" ] && [ -f "$(archive_of agent centossrv-agent)" ]; then
    newer=$(find "$ROOT/pom.xml" "$ROOT/bundles" "$ROOT/agent-bundles" "$ROOT/features" "$ROOT/assembly" \
      -type f -newer "$oldest" -not -path '*/target/*' -not -name dependency-reduced-pom.xml -not -path '*/src/test/*' -not -path "$ROOT/assembly/itests/*" -print -quit)
    [ -n "$newer" ] || return 0
  fi
  need_maven
  step "Building (the first time this downloads some hundred MB of libraries and takes some minutes)"
  (cd "$ROOT" && mvn -q -DskipTests -Dspotless.check.skip=true -pl assembly/control-plane,assembly/agent,assembly/cli,examples/plugins/hello -am install) ||
    die "The build failed; what Maven said stands above."
  touch "$oldest"
}

# A folder with something in it that is not of ./run is left alone: 'reset' removes it whole.
make_folders() {
  if [ -d "$DEMO" ] && [ ! -d "$PIDS" ] && [ -n "$(ls -A "$DEMO")" ]; then
    die "$DEMO is not empty and not of ./run. Name another folder: CENTOSSRV_DEMO=… ./run" 69
  fi
  mkdir -p "$DEMO/csrv" "$PIDS"
  if is_root && ! id "$DEMO_USER" >/dev/null 2>&1; then
    step "Making the system user '$DEMO_USER'"
    useradd --system --user-group --home-dir /var/lib/centossrv --no-create-home --shell /usr/sbin/nologin "$DEMO_USER"
    touch "$DEMO/user-made-by-run"
  fi
  chmod 0755 "$DEMO"
  chmod 0700 "$DEMO/csrv"
}

# unpack MODULE ARTIFACT FOLDER: anew where the archive is newer; state and keys stay.
unpack() {
  local archive
  archive=$(archive_of "$1" "$2")
  if [ -f "$3/.unpacked" ] && [ ! "$archive" -nt "$3/.unpacked" ]; then
    return 0
  fi
  mkdir -p "$3"
  rm -rf "$3/bin" "$3/lib" "$3/system" "$3/executor" "$3/postgresql" "$3/state/cache"
  tar -xzf "$archive" -C "$3" --strip-components=1 --no-same-owner
  touch "$3/.unpacked"
  if is_root; then chown -R "$DEMO_USER:$DEMO_USER" "$3"; fi
}

configure() {
  sed -i "s/^host=.*/host=127.0.0.1/; s/^port=.*/port=$HTTPS_PORT/" "$SERVER/etc/io.centossrv.rest.cfg"
  printf 'bind=tcp://127.0.0.1:%s\n' "$BUS_PORT" >"$SERVER/etc/io.centossrv.transport.server.cfg"
  printf 'bus.port=%s\n' "$BUS_PORT" >"$SERVER/etc/io.centossrv.inventory.cfg"
  sed -i 's/^plugin.dev=.*/plugin.dev=true/' "$SERVER/etc/io.centossrv.platform.cfg"
  printf 'server=https://localhost:%s\njoin.token.file=%s\n' "$HTTPS_PORT" "$AGENT/etc/join-token" >"$AGENT/etc/io.centossrv.agent.runtime.cfg"
  if is_root; then chown -R "$DEMO_USER:$DEMO_USER" "$SERVER/etc" "$AGENT/etc"; fi
}

# The process itself is what runs in the background, not a shell around it: a signal to its pid must reach it.
start_process() { # NAME LAUNCHER
  (become_as_demo_user env JAVA_HOME="$JAVA_HOME" HOME="$HOME_OF_DEMO" "$2") >>"$DEMO/$1.out" 2>&1 7>&- &
  echo $! >"$PIDS/$1"
}

log_in() {
  demo_csrv login --name demo --server "https://localhost:$HTTPS_PORT" --ca-file "$SERVER/etc/keys/ca.crt" \
    --user admin --password-file "$SERVER/state/initial-login" "$($APPLY_HERE && echo --apply-here || echo --no-apply-here)"
}

# Until a login works and every part of the control plane is ready.
await_server() {
  local waited=0
  until [ -f "$SERVER/state/initial-login" ] && log_in >"$DEMO/csrv.out" 2>&1 && demo_csrv status >"$DEMO/csrv.out" 2>&1; do
    lives server || { tail -n 20 "$DEMO/server.out" >&2; die "The control plane ended. More: ./run logs"; }
    waited=$((waited + 1))
    [ "$waited" -lt 200 ] || { cat "$DEMO/csrv.out" >&2; die "The control plane was not ready within a minute. More: ./run logs"; }
    sleep 0.3
  done
}

demo_start() {
  demo_running && die "The demo is already running (pid $(cat "$PIDS/run")). './run stop' ends it, './csrv status' asks it." 3
  need_jdk
  describe_needs
  end_leftovers
  check_ports
  build_if_needed
  make_folders
  # Two that start in the same second: one gets the lock. It goes with this process; what it starts does not hold it.
  exec 7>"$PIDS/lock"
  flock -n 7 || die "The demo is already starting. './run stop' ends it." 3
  echo $$ >"$PIDS/run"
  trap demo_end EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  unpack control-plane centossrv-server "$SERVER"
  unpack agent centossrv-agent "$AGENT"
  configure
  local began=$SECONDS
  step "Starting the control plane"
  start_process server "$SERVER/bin/centossrv-server"
  await_server
  join_if_needed
  step "Starting the agent"
  start_process agent "$AGENT/bin/centossrv-agent"
  accept_if_pending
  await_online
  step "Ready after $((SECONDS - began)) s"
  print_next
  while lives server && lives agent; do
    wait -n 2>/dev/null || true
  done
  die "One of the two processes ended by itself. More: ./run logs"
}

join_if_needed() {
  [ ! -f "$AGENT/state/identity/node" ] || return 0
  step "Joining this machine: a join token, one use"
  rm -f "$AGENT/etc/join-token"
  demo_csrv join-token create --out "$AGENT/etc/join-token" >"$DEMO/csrv.out" 2>&1 || die "$(cat "$DEMO/csrv.out")"
  if is_root; then chown "$DEMO_USER:$DEMO_USER" "$AGENT/etc/join-token"; fi
}

# The node of this machine's agent, by the state that csrv shows.
nodes_in_state() { demo_csrv node list -o jsonl | sed -n "s/.*\"id\":\"\([0-9a-f-]*\)\".*\"state\":\"$1\".*/\1/p"; }

accept_if_pending() {
  local waited=0 pending name
  [ ! -f "$AGENT/state/identity/node" ] || return 0
  until pending=$(nodes_in_state pending | head -1) && [ -n "$pending" ]; do
    lives agent || { tail -n 20 "$DEMO/agent.out" >&2; die "The agent ended. More: ./run logs"; }
    waited=$((waited + 1))
    [ "$waited" -lt 60 ] || die "The agent did not ask to join within a minute. More: ./run logs"
    sleep 0.3
  done
  name=$(uname -n | tr 'A-Z_' 'a-z-' | sed 's/[^a-z0-9.-]//g; s/^[.-]*//; s/[.-]*$//')
  step "Accepting it as '${name:-localhost}'"
  demo_csrv node accept "$pending" --name "${name:-localhost}" >"$DEMO/csrv.out" 2>&1 || die "$(cat "$DEMO/csrv.out")"
}

await_online() {
  local waited=0
  until [ -n "$(nodes_in_state online)" ]; do
    lives agent || { tail -n 20 "$DEMO/agent.out" >&2; die "The agent ended. More: ./run logs"; }
    waited=$((waited + 1))
    [ "$waited" -lt 60 ] || die "The node was not online within half a minute. More: ./run logs"
    sleep 0.3
  done
}

print_next() {
  say
  say "The control plane: https://localhost:$HTTPS_PORT"
  say "The login:         user admin, password in $SERVER/state/initial-login (./csrv is logged in)"
  say
  say "Try, in another terminal:"
  say "  ./csrv ping '*'"
  say "  ./csrv run '*' -- uname -r"
  say "  ./csrv play apply examples/playbooks/first.yml"
  say
  say "Ctrl-C stops both; './run logs' shows what they say; './run reset' removes everything that this made."
}

demo_end() {
  # Ctrl-C during the end is not a new end: it stops the waiting for jobs.
  trap - EXIT
  trap 'HURRY=true' HUP INT TERM
  if is_busy; then
    step "A job still runs on this machine: it gets $JOB_GRACE s to end (Ctrl-C ends it at once)"
    await_jobs
  fi
  step "Stopping the agent, its executor and the control plane"
  end agent
  end_executor
  end server
  rm -f "$PIDS/run"
}

# What a ./run that was killed left running.
end_leftovers() {
  [ -d "$PIDS" ] || return 0
  if [ -z "$(leftovers)" ]; then return 0; fi
  step "Ending what a run that was killed left behind"
  end agent
  end_executor
  end server
}

leftovers() {
  local name
  for name in agent server; do
    if lives "$name"; then echo "$name"; fi
  done
  executor_pids
}

demo_stop() {
  local pid waited=0
  if ! demo_running; then
    [ -d "$PIDS" ] && [ -n "$(leftovers)" ] || die "The demo is not running." 3
    end_leftovers
    say "Stopped."
    return 0
  fi
  pid=$(cat "$PIDS/run")
  kill -TERM "$pid"
  if is_busy; then say "A job still runs on this machine: it gets $JOB_GRACE s to end."; fi
  while kill -0 "$pid" 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -lt $((450 + 10 * JOB_GRACE)) ] || die "The demo (pid $pid) did not end within $((45 + JOB_GRACE)) s."
    sleep 0.1
  done
  say "Stopped."
}

demo_logs() {
  [ -d "$DEMO" ] || die "There is no demo: ./run starts one." 3
  local log
  for log in "$DEMO/server.out" "$SERVER/state/log/centossrv.log" "$DEMO/agent.out" "$AGENT/state/log/centossrv.log"; do
    [ -s "$log" ] || continue
    step "$log"
    tail -n 200 "$log"
  done
}

demo_reset() {
  if [ ! -d "$PIDS" ]; then
    say "There is nothing to remove: $DEMO is not there, or not of ./run."
    return 0
  fi
  if demo_running; then demo_stop; else end_leftovers; fi
  if [ -f "$DEMO/user-made-by-run" ]; then
    userdel "$DEMO_USER"
    say "The system user '$DEMO_USER' is gone."
  fi
  rm -rf "$DEMO"
  if is_root; then rmdir /var/lib/centossrv 2>/dev/null || true; fi
  say "$DEMO is gone. What is built stays in the checkout; what plays made on this machine stays too."
}
