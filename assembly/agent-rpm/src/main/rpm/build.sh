#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the agent's RPM out of its distribution and of a Java runtime made with centossrv-agent-runtime.
#
#   build.sh --distribution TAR --runtime FOLDER --out FOLDER --version V [--release R] [--payload HOW] [--time ISO]
#
# HOW is RPM's _binary_payload: w10.zstdio (the default) is for EL 8 and later, w6.xzdio is slower, smaller, and for EL 7 too.
# The runtime decides which hosts can use it: RPM notes the C library that it needs. Prints the file's name.
set -euo pipefail
spec=$(dirname "$(readlink -f "$0")")/centossrv-agent.spec
release=1 payload=w10.zstdio time=2026-01-01T00:00:00Z
while [ $# -gt 0 ]; do
  case $1 in
    --distribution) distribution=$2 ;;
    --runtime) runtime=$2 ;;
    --out) out=$2 ;;
    --version) version=$2 ;;
    --release) release=$2 ;;
    --payload) payload=$2 ;;
    --time) time=$2 ;;
    *)
      sed -n '5s/^# *//p' "$0" >&2
      exit 64
      ;;
  esac
  shift 2
done

mkdir -p "$out"
work=$(mktemp -d "$out/building.XXXXXX")
trap 'rm -rf "$work"' EXIT
tree=$work/tree
home=$tree/opt/centossrv-agent
etc=$tree/etc/centossrv-agent
mkdir -p "$home" "$etc" "$tree/usr/lib/systemd/system" "$tree"/etc/centossrv-executor \
  "$tree"/var/lib/centossrv/{agent,executor/journal} "$tree"/var/log/centossrv-agent
tar -xf "$distribution" -C "$home" --strip-components=1 --no-same-owner
cp -a "$runtime" "$home/runtime"
# Where they belong on a host: settings apart from what is set, units where packages put theirs.
mv "$home"/etc/* "$etc/"
mv "$home"/systemd/centossrv-* "$tree/usr/lib/systemd/system/"
mv "$home"/systemd/* "$etc/"
rmdir "$home/etc" "$home/systemd"
chmod -R u+rwX,go+rX,go-w "$tree"

SOURCE_DATE_EPOCH=$(date -d "$time" +%s)
export SOURCE_DATE_EPOCH
rpmbuild -bb --quiet --define "_topdir $work/top" --define "_rpmdir $work/rpms" --define "agent_tree $tree" \
  --define "agent_version ${version/-/\~}" --define "agent_release $release" --define "agent_payload $payload" \
  --define '_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' --define '_buildhost localhost' \
  --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' "$spec" >&2
mv "$work"/rpms/*.rpm "$out/"
ls "$out"/centossrv-agent-"${version/-/\~}-$release".*.rpm
