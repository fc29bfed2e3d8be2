# install.sh TOOL PACKAGE: installs or upgrades; PACKAGE is a file or a name.
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
case $1 in
  dnf | yum) "$1" -y -q install "$2" ;;
  rpm) rpm -U --replacepkgs "$2" ;;
esac
