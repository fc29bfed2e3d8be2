# Waits until the executor trusts the control plane that accepted the agent.
for try in $(seq 240); do
  if [ -s /etc/centossrv-executor/plan.key ] && [ -s /etc/centossrv-executor/node ]; then exit 0; fi
  sleep 0.25
done
echo "the executor was not told whom to trust" >&2
exit 1
