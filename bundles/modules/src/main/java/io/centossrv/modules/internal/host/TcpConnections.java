// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The TCP connections of this machine, as proc(5) tells them. */
final class TcpConnections {
    private static final Map<String, String> STATES = Map.of(
            "ESTABLISHED",
            "01",
            "SYN_SENT",
            "02",
            "SYN_RECV",
            "03",
            "FIN_WAIT1",
            "04",
            "FIN_WAIT2",
            "05",
            "TIME_WAIT",
            "06");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    private TcpConnections() {}

    /** Refuses what is no state of a connection that may be active. */
    static String code(String state) {
        String code = STATES.get(state);
        if (code == null) {
            throw new ModuleFailure("unknown active_connection_state (" + state + ") defined");
        }
        return code;
    }

    /** Returns whether one to this port of these addresses is in one of the states, from somebody who counts. */
    static boolean any(String host, long port, List<String> states, List<String> excluded) throws IOException {
        List<InetAddress> ours = addresses(host);
        List<InetAddress> others = new ArrayList<>();
        for (String one : excluded) {
            others.addAll(addresses(one));
        }
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (!Files.exists(Path.of(table))) {
                continue;
            }
            List<String> lines = Files.readAllLines(Path.of(table));
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                String[] fields = line.strip().split("\\s+");
                boolean counts = states.contains(fields[STATE])
                        && Integer.parseInt(fields[LOCAL].substring(fields[LOCAL].indexOf(':') + 1), 16) == port
                        && !others.contains(address(fields[REMOTE]));
                InetAddress local = address(fields[LOCAL]);
                boolean here = ours.stream().anyMatch(one -> one.isAnyLocalAddress() || one.equals(local));
                if (counts && here) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new ModuleFailure("the host '" + host + "' is not known here");
        }
    }

    /** Words of four bytes, each in this machine's order, which is little endian on all that we run on. */
    private static InetAddress address(String field) throws UnknownHostException {
        byte[] raw = HexFormat.of().parseHex(field.substring(0, field.indexOf(':')));
        byte[] ordered = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            ordered[i] = raw[i / 4 * 4 + 3 - i % 4];
        }
        return InetAddress.getByAddress(ordered);
    }
}
