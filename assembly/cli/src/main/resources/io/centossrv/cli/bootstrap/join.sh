# join.sh SERVER: the token comes by standard input.
exec /opt/centossrv-agent/bin/centossrv-agent-install join --server "$1" --token-file /dev/stdin
