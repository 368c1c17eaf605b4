# Runs a command in a network of its own: loopback, and one wire to nowhere with a route for every address, so that the machine looks connected.
# What goes out on that wire is counted. Usage: closed-network.sh REPORT COMMAND...
set -eu
report=$1; shift
ip link set lo up
ip link add outside type veth peer name nowhere
# No neighbour discovery, no group reports, no solicitations: the kernel itself sends nothing.
echo 1 > /proc/sys/net/ipv6/conf/outside/addr_gen_mode
echo 0 > /proc/sys/net/ipv6/conf/outside/accept_ra
echo 1 > /proc/sys/net/ipv6/conf/nowhere/disable_ipv6
ip link set outside arp off multicast off
ip addr add 192.0.2.2/24 dev outside
ip -6 addr add 2001:db8::2/64 dev outside nodad
ip link set nowhere up
ip link set outside up
ip route add default via 192.0.2.1
ip -6 route add default via 2001:db8::1
status=0
"$@" || status=$?
# The tenth figure behind the name is the number of packets sent.
awk '/^ *outside:/ { sub(/.*:/, ""); print $10 }' /proc/net/dev > "$report"
exit "$status"
