// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.output.Colour;
import java.util.List;

/** The lines of Ansible's PLAY RECAP; what Ansible does not know is added at the end where it is not zero. */
final class Recap {
    /** One line. */
    record Line(Colour colour, String text) {}

    private Recap() {}

    static List<Line> lines(List<NodeView> nodes) {
        return nodes.stream().map(Recap::line).toList();
    }

    private static Line line(NodeView node) {
        long changed = node.count("changed");
        long unreachable = isOneOf(node, "unreachable", "expired");
        long failed = Math.max(node.count("failed"), isOneOf(node, "failed"));
        long ended = isOneOf(node, "interrupted", "cancelled");
        StringBuilder text = new StringBuilder(String.format("%-26s :", node.name()));
        count(text, "ok", node.count("ok") + changed);
        count(text, "changed", changed);
        count(text, "unreachable", unreachable);
        count(text, "failed", failed);
        count(text, "skipped", node.count("skipped"));
        count(text, "rescued", 0);
        count(text, "ignored", 0);
        if (node.count("unknown") > 0) {
            count(text, "unknown", node.count("unknown"));
        }
        if (ended > 0) {
            count(text, node.state(), 1);
        }
        return new Line(
                colour(changed, unreachable + failed, ended), text.toString().stripTrailing());
    }

    private static void count(StringBuilder text, String name, long number) {
        text.append(' ').append(String.format("%-" + (name.length() + 5) + "s", name + "=" + number));
    }

    private static long isOneOf(NodeView node, String... states) {
        return List.of(states).contains(node.state()) ? 1 : 0;
    }

    private static Colour colour(long changed, long bad, long open) {
        if (bad > 0) {
            return Colour.RED;
        }
        if (open > 0) {
            return Colour.PURPLE;
        }
        return changed > 0 ? Colour.YELLOW : Colour.GREEN;
    }
}
