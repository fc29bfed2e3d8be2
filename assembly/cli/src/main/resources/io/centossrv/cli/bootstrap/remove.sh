# Removes the agent; prints what the package says.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
if ! rpm -q centossrv-agent >/dev/null 2>&1; then
  echo "centossrv-agent is not installed" >&2
  exit 3
fi
for tool in dnf yum; do
  if command -v $tool >/dev/null; then exec $tool -y remove centossrv-agent; fi
done
exec rpm -e centossrv-agent
