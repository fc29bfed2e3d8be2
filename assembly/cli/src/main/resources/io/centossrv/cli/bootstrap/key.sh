# Waits for the agent's key and prints its public half.
for try in $(seq 240); do
  key=$(sed -n 's/^public //p' /var/lib/centossrv/agent/identity/key 2>/dev/null)
  if [ -n "$key" ]; then echo "$key"; exit 0; fi
  sleep 0.25
done
echo "the agent did not start" >&2
exit 1
