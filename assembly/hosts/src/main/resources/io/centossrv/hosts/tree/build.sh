#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh TREE RECIPE: makes the tree that all hosts are overlaid on. Debian with real rpm, dnf and systemd that looks
# like CentOS Stream 9. RECIPE is the folder with the specs. Debian's mirror is that of the machine's own APT.
set -euo pipefail
export LC_ALL=C.UTF-8
tree=$1
recipe=$2
work=$tree.work

packages=systemd,systemd-sysv,dbus,libpam-systemd,openssh-server,iproute2,procps,kmod,cron,sudo,acl,openssl
packages=$packages,rpm,dnf,python3,python3-selinux

mirror() {
  . /etc/os-release
  codename=$VERSION_CODENAME
  components=main
  [ "$ID" != ubuntu ] || components=main,universe
  read -r uri < <(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v release="$codename" '$1 == release && $2 == "main" { print $3; exit }') || uri=
  if [ -z "$uri" ]; then
    echo "APT has no source for $codename main; look into /etc/apt." >&2
    exit 1
  fi
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  if [ -n "${proxy:-}" ]; then export http_proxy=$proxy; fi
}

# spec NAME EPOCH VERSION [TAGS [SCRIPTLETS]]: a package with a version file and a configuration file
spec() {
  local file=$work/specs/$1-$2-$3.spec
  cat >"$file" <<SPEC
Name: $1
Epoch: $2
Version: $3
Release: 1
Summary: Test package $1
License: Apache-2.0
BuildArch: noarch
${4:-}
%description
Test package $1.
%install
mkdir -p %{buildroot}/usr/share/$1 %{buildroot}/etc/$1
echo "$1 $3-1" > %{buildroot}/usr/share/$1/version
echo "default=$3" > %{buildroot}/etc/$1/$1.conf
${5:-}
%files
/usr/share/$1
%dir /etc/$1
%config(noreplace) /etc/$1/$1.conf
SPEC
  rpm_of "$file"
}

rpm_of() {
  rpmbuild -bb --quiet --define "base_libraries $libraries" --define "_topdir $work/rpmbuild" --define "_rpmdir $work/repo" --define 'dist .el9' \
    --define '_rpmfilename %%{NAME}-%%{EPOCHNUM}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' --define '_build_id_links none' \
    --define '_buildhost build.test' --define 'use_source_date_epoch_as_buildtime 1' "$1"
}

repository() {
  export SOURCE_DATE_EPOCH=1767225600
  libraries=$(find "$tree"/usr/lib/*-linux-gnu* -maxdepth 1 \( -name 'libc.so.*' -o -name 'libm.so.*' -o -name 'libz.so.*' -o \
    -name 'libgcc_s.so.*' -o -name 'libstdc++.so.*' -o -name 'ld-linux*.so.*' \) |
    /usr/lib/rpm/elfdeps --provides | LC_ALL=C sort -u | paste -sd ' ')
  mkdir -p "$work/specs" "$work/repo" "$work/rpmbuild"
  local scriptlets='
%post
echo installed-$1 >> /var/log/scripty.log
%preun
echo removed-$1 >> /var/log/scripty.log'
  spec hello-lib 0 1.0
  spec hello-lib 0 1.1
  spec hello-app 0 1.0 'Requires: hello-lib >= 1.0'
  spec hello-app 0 1.2 'Requires: hello-lib >= 1.1'
  spec hello-app 0 1.10 'Requires: hello-lib >= 1.1'
  spec epochpkg 0 9.9
  spec epochpkg 1 1.0
  spec scripty 0 1.0 '' "$scriptlets"
  spec scripty 0 2.0 '' "$scriptlets"
  for file in "$recipe"/*.spec; do rpm_of "$file"; done
  createrepo_c -q "$work/repo"
  # createrepo_c drops advisories: they are added after it
  modifyrepo_c --mdtype=updateinfo "$recipe/updateinfo.xml" "$work/repo/repodata" >/dev/null
}

debian() {
  debootstrap --variant=minbase --components="$components" --include="$packages" "$codename" "$tree" "$uri" >"$work/debootstrap.log" 2>&1 || {
    tail -20 "$work/debootstrap.log" >&2
    exit 1
  }
  sysvinit
  rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/*
}

# A SysV init beside systemd, for hosts that boot without.
sysvinit() {
  local name hash
  read -r name hash < <(awk '/^Package: / { package = $2 } package == "sysvinit-core" && /^Filename: / { name = $2 }
    package == "sysvinit-core" && /^SHA256: / { hash = $2 } END { print name, hash }' "$tree"/var/lib/apt/lists/*_Packages)
  wget -q -O "$work/sysvinit.deb" "${uri%/}/$name"
  echo "$hash  $work/sysvinit.deb" | sha256sum -c --quiet -
  dpkg-deb --fsys-tarfile "$work/sysvinit.deb" | tar -xO ./sbin/init >"$work/init"
  install -D -m 755 "$work/init" "$tree/opt/sysv/init"
}

packages_of_centos() {
  mkdir -p "$tree/opt/repo" "$tree/etc/rpm" "$tree/etc/dnf" "$tree/etc/yum.repos.d"
  cp -a "$work/repo/." "$tree/opt/repo/"
  # Debian keeps the database in the home folder
  echo '%_dbpath /var/lib/rpm' >"$tree/etc/rpm/macros.db"
  printf '[t]\nname=t\nbaseurl=file:///opt/repo\nenabled=1\ngpgcheck=0\n' >"$tree/etc/yum.repos.d/t.repo"
  printf '[main]\ngpgcheck=0\nbest=True\nclean_requirements_on_remove=True\ninstallonly_limit=3\n' >"$tree/etc/dnf/dnf.conf"
  rm -rf "$tree/var/lib/rpm" "$tree/etc/os-release"
  mkdir -p "$tree/var/lib/rpm"
  chroot "$tree" dnf -y -q install centos-stream-release basesys
  cp "$tree/etc/os-release.centos" "$tree/usr/lib/os-release"
  ln -sfn ../usr/lib/os-release "$tree/etc/os-release"
  rm -rf "$tree"/var/cache/dnf "$tree"/var/log/dnf* "$tree"/var/log/hawkey*
}

identity() {
  sed -i 's|^#\?.*SHELL=.*|SHELL=/bin/bash|' "$tree/etc/default/useradd"
  cp "$recipe/login.defs" "$tree/etc/login.defs"
  mkdir -p "$tree/var/spool/mail" "$tree/root/.ssh"
  chmod 700 "$tree/root/.ssh"
  ssh-keygen -q -t ed25519 -N '' -C test-hosts -f "$work/id"
  install -m 600 "$work/id.pub" "$tree/root/.ssh/authorized_keys"
  install -m 600 "$work/id" "$tree/opt/id"
  printf 'UseDNS no\nMaxStartups 100\n' >"$tree/etc/ssh/sshd_config.d/test.conf"
  rm -f "$tree"/etc/ssh/ssh_host_*
  # without an answer from DNS each call of dnf waits 10 s
  : >"$tree/etc/resolv.conf"
  : >"$tree/etc/fstab"
  ln -sfn /usr/share/zoneinfo/UTC "$tree/etc/localtime"
  echo Etc/UTC >"$tree/etc/timezone"
  : >"$tree/etc/machine-id"
  rm -rf "$tree/var/log/journal"
  chroot "$tree" systemctl -q enable ssh cron
  chroot "$tree" systemctl -q mask user@.service systemd-firstboot.service systemd-resolved.service \
    systemd-networkd.service systemd-timesyncd.service e2scrub_reap.service apt-daily.timer apt-daily-upgrade.timer \
    dpkg-db-backup.timer fstrim.timer e2scrub_all.timer 2>"$work/mask.log" || { cat "$work/mask.log" >&2; exit 1; }
  chroot "$tree" python3 -m compileall -q /usr/lib/python3 /usr/lib/python3.*/ >/dev/null 2>&1 || echo "python is not compiled; dnf will be slower" >&2
}

mkdir -p "$work"
trap 'rm -rf --one-file-system "$work"' EXIT
mirror
debian
repository
packages_of_centos
identity
