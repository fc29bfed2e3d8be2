# The last that the agent said that was no good.
cat /var/log/centossrv-agent/*.log 2>/dev/null | grep -E ' (WARN|ERROR) ' | tail -n 1
