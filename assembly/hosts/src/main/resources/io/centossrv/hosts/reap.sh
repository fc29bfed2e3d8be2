#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# reap.sh FOLDER: waits for the end of its standard input, which the test's JVM holds open, then removes what belongs to
# the lab in FOLDER: processes, mounts, network namespaces, cgroups, the folder. So nothing stays when the JVM is killed.
# Only things with the lab's name are touched: the folder's name, which is random.
set -u
folder=$1
lab=${folder##*/}
case $lab in lab-????????) ;; *) echo "reap: $folder is no lab" >&2; exit 64 ;; esac
cat >/dev/null

groups() { # the lab's cgroups in all hierarchies
  awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/self/mounts | while read -r hierarchy; do
    for group in "$hierarchy/centossrv-$lab-"*; do
      if [ -d "$group" ]; then echo "$group"; fi
    done
  done
}

spaces() {
  for space in /run/netns/"centossrv-$lab-"*; do
    if [ -e "$space" ]; then echo "${space##*/}"; fi
  done
}

# what a test started beside the hosts: first asked, so that a database can end well
for signal in TERM KILL; do
  for try in $(seq 50); do
    pids=$(for space in $(spaces); do case $space in *-cp) ip netns pids "$space" ;; esac; done 2>/dev/null)
    [ -n "$pids" ] || break
    if [ "$try" = 1 ]; then kill -"$signal" $pids 2>/dev/null; fi
    sleep .1
  done
done

# a host: all in its cgroup; with its process 1 all others in it end, wherever they are
for try in $(seq 100); do
  pids=$(for group in $(groups); do find "$group" -name cgroup.procs -exec cat {} +; done 2>/dev/null)
  [ -n "$pids" ] || break
  kill -KILL $pids 2>/dev/null
  sleep .05
done

for try in $(seq 100); do
  mounts=$(awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/self/mounts | sort -r)
  [ -n "$mounts" ] || break
  for mount in $mounts; do umount "$mount" 2>/dev/null; done
  sleep .05
done

for space in $(spaces); do ip netns del "$space"; done
for try in $(seq 100); do
  [ -n "$(groups)" ] || break
  for group in $(groups); do find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; done
  sleep .05
done

if awk -v folder="$folder/" 'index($2, folder) == 1 { found = 1 } END { exit !found }' /proc/self/mounts; then
  echo "reap: still mounted below $folder" >&2
  exit 1
fi
rm -rf --one-file-system "$folder"
left="$(groups)$(spaces)"
if [ -n "$left" ]; then
  echo "reap: left behind: $left" >&2
  exit 1
fi
