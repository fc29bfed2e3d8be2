# What this host is: a line of KEY=VALUE for each thing. Changes nothing.
PATH=$PATH:/usr/sbin:/sbin
echo "hostname=$(uname -n)"
echo "arch=$(uname -m)"
echo "glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/.* //')"
(. /etc/os-release 2>/dev/null && echo "os=$PRETTY_NAME")
for tool in dnf yum rpm; do
  if command -v $tool >/dev/null; then echo "installer=$tool"; break; fi
done
if [ -d /run/systemd/system ]; then echo init=systemd
elif [ "$(cat /proc/1/comm)" = init ] && [ -d /etc/init.d ]; then echo init=sysv
fi
if [ "$(id -u)" = 0 ]; then echo root=login
elif ! command -v sudo >/dev/null; then echo root=none
elif sudo -n true 2>/dev/null; then echo root=sudo
else echo root=password
fi
for folder in /opt /var/tmp /tmp "$HOME"; do
  if [ -d "$folder" ]; then
    echo "space:$folder=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')"
    if [ -w "$folder" ]; then echo "writable:$folder=yes"; fi
  fi
done
awk '$2 == "/tmp" && ("," $4 ",") ~ /,noexec,/ { print "noexec=/tmp" }' /proc/mounts
if rpm -q centossrv-agent >/dev/null 2>&1; then echo "package=$(rpm -q --qf '%{VERSION}-%{RELEASE}' centossrv-agent)"; fi
if [ -e /etc/systemd/system/centossrv-agent.service ] || { [ -e /opt/centossrv-agent ] && ! rpm -q centossrv-agent >/dev/null 2>&1; }; then echo tar=yes; fi
