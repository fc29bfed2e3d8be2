// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

/**
 * What connects a host with the bridge.
 *
 * @param bridgeNamespace network namespace in which the bridge is
 * @param hostNamespace network namespace of the host
 * @param end name of the bridge's end
 */
record Cable(String bridgeNamespace, String hostNamespace, String end) {

    /** Makes the host's network namespace and connects it. */
    static Cable lay(Lab lab, String host, int number, String address) {
        Cable cable = new Cable(lab.controlPlaneNamespace(), lab.name(host), "to-" + host);
        String space = cable.hostNamespace();
        // an address of its own for each: two that are equal on one bridge lead packets to the wrong host
        String hardware = String.format("02:00:00:00:%02x:%02x", number >> 8, number & 0xff);
        Subprocess.must("ip", "netns", "add", space);
        Subprocess.must("ip", "-n", space, "link", "set", "lo", "up");
        Subprocess.must(
                "ip",
                "-n",
                cable.bridgeNamespace(),
                "link",
                "add",
                cable.end(),
                "type",
                "veth",
                "peer",
                "name",
                "host0",
                "address",
                hardware,
                "netns",
                space);
        Subprocess.must("ip", "-n", cable.bridgeNamespace(), "link", "set", cable.end(), "master", "br0", "up");
        Subprocess.must("ip", "-n", space, "addr", "add", address + "/16", "dev", "host0");
        Subprocess.must("ip", "-n", space, "link", "set", "host0", "up");
        Subprocess.must("ip", "-n", space, "route", "add", "default", "via", Lab.BRIDGE_ADDRESS);
        return cable;
    }

    void pull() {
        Subprocess.must("ip", "-n", bridgeNamespace, "link", "set", end, "nomaster");
    }

    void plug() {
        Subprocess.must("ip", "-n", bridgeNamespace, "link", "set", end, "master", "br0");
    }
}
