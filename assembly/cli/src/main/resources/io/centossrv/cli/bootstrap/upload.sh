# upload.sh FOLDER: keeps standard input in a new folder below FOLDER, and says where and what it is.
set -e
umask 077
folder=$(mktemp -d "$1/centossrv.XXXXXXXX")
cat >"$folder/agent.rpm"
echo "folder=$folder"
echo "sha256=$(sha256sum "$folder/agent.rpm" | cut -c 1-64)"
