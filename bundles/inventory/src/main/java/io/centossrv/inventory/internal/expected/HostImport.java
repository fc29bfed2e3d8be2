// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.expected;

import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.label.Label;
import java.util.List;

/**
 * What another system knows.
 *
 * @param source which one
 * @param hosts each name once
 * @param groups each name once; those that only hosts name are made too
 */
public record HostImport(String source, List<Host> hosts, List<Group> groups) {
    public HostImport {
        hosts = List.copyOf(hosts);
        groups = List.copyOf(groups);
    }

    /** A host. */
    public record Host(NodeName name, List<Label> labels, List<String> groups) {
        public Host {
            labels = List.copyOf(labels);
            groups = List.copyOf(groups);
        }
    }

    /** A group and the groups in it. */
    public record Group(String name, List<String> parts) {
        public Group {
            parts = List.copyOf(parts);
        }
    }
}
