// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.Finding.Level;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.ClockOffset;
import io.centossrv.inventory.internal.store.PostgresExplanationStore.Clone;
import io.centossrv.inventory.internal.store.PostgresExplanationStore.Likeness;
import io.centossrv.inventory.internal.store.PostgresExplanationStore.Link;
import io.centossrv.inventory.internal.store.PostgresExplanationStore.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts what is known of a node into sentences. */
final class StoryTelling {
    private final Node node;
    private final Story story;
    private final String called;
    private final List<Finding> findings = new ArrayList<>();

    StoryTelling(Node node, Story story) {
        this.node = node;
        this.story = story;
        this.called = node.name().map(NodeName::value).orElseGet(node.id()::toString);
    }

    List<Finding> findings() {
        state();
        if (node.acceptedAt().isPresent()) {
            story.link().ifPresent(this::link);
        }
        key();
        story.clones().forEach(this::clone);
        story.standing().clockOffset().ifPresent(this::clock);
        node.agentVersion().ifPresent(version -> say("version", Level.OK, "Its agent is " + version + "."));
        names();
        return findings;
    }

    private void state() {
        String since = story.standing().since().map(at -> " since " + at).orElse("");
        String reason = story.standing().reason();
        switch (node.state()) {
            case PENDING -> pending();
            case ONLINE, OFFLINE ->
                say(
                        "state",
                        Level.OK,
                        "It is accepted"
                                + node.acceptedAt().map(at -> " since " + at).orElse("") + ".");
            case QUARANTINED ->
                say(
                        "state",
                        Level.PROBLEM,
                        "It is quarantined" + since + " and gets no work: " + reason + ".",
                        "csrv node release " + called);
            case RETIRED, REVOKED ->
                say(
                        "state",
                        Level.PROBLEM,
                        "It is " + node.state().name().toLowerCase(Locale.ROOT) + since
                                + (reason.isEmpty() ? "" : ": " + reason)
                                + story.standing()
                                        .replacedBy()
                                        .map(by -> " by " + by)
                                        .orElse("")
                                + ". Its key is worthless.");
        }
    }

    private void pending() {
        say(
                "state",
                Level.PROBLEM,
                "It waits to be accepted since " + node.enrolledAt() + ". Compare its fingerprint with what its agent"
                        + " prints: " + node.fingerprint() + ".",
                "csrv node accept " + node.id() + " --name NAME");
        for (Likeness like : story.like()) {
            say(
                    "rebuilt",
                    Level.NOTICE,
                    "It looks like " + like.name() + ", by " + like.by() + ". If that host was rebuilt, this takes its"
                            + " place; or reject it, and have it enrol with a token of 'csrv node reissue "
                            + like.name() + "'.",
                    "csrv node replace " + like.name() + " " + node.id());
        }
    }

    private void link(Link link) {
        if (node.state() == NodeState.RETIRED || node.state() == NodeState.REVOKED) {
            return;
        }
        boolean up = node.state() == NodeState.ONLINE
                || (node.state() == NodeState.QUARANTINED && link.changedAt().equals(link.upAt()));
        if (link.upAt().isEmpty()) {
            say(
                    "link",
                    Level.PROBLEM,
                    "It never had a link since it was accepted.",
                    "systemctl status centossrv-agent");
        } else if (up) {
            say(
                    "link",
                    Level.OK,
                    "Linked since " + link.upAt().get() + (link.address().isEmpty() ? "" : " from " + link.address())
                            + " to the control plane " + link.holder() + ".");
        } else {
            say(
                    "link",
                    Level.PROBLEM,
                    "No link since " + link.changedAt().map(Instant::toString).orElse("a time that is not known")
                            + (link.downReason().isEmpty() ? "" : ": " + link.downReason())
                            + (link.address().isEmpty() ? "" : ". It came from " + link.address()) + ".",
                    "systemctl status centossrv-agent");
        }
        node.lastSeen()
                .ifPresent(seen -> say(
                        "proof",
                        up ? Level.OK : Level.NOTICE,
                        "Its last sign came at " + seen
                                + ". An agent sends signs only while it hears the control plane,"
                                + " so both directions held then."));
    }

    private void key() {
        say(
                "key",
                Level.OK,
                "Its key is " + node.fingerprint()
                        + (story.formerKeys() == 0 ? "" : "; it had " + story.formerKeys() + " before")
                        + ". It belongs to the machine-id "
                        + orUnknown(story.standing().machineId())
                        + " and the firmware " + orUnknown(story.standing().dmiUuid()) + ".");
    }

    private void clone(Clone clone) {
        say(
                "clone",
                Level.PROBLEM,
                "Another machine has its key: machine-id " + orUnknown(clone.machineId()) + ", firmware "
                        + orUnknown(clone.dmiUuid()) + ", from " + clone.source() + ", refused " + clone.times()
                        + " times, last at " + clone.seenAt() + ". Remove that copy and release this node; or, if the"
                        + " other is the right one, give it a new key.",
                "csrv node reissue " + called);
    }

    private void clock(Duration offset) {
        if (ClockOffset.isNotable(offset)) {
            say(
                    "clock",
                    Level.NOTICE,
                    "Its clock is " + offset.abs() + (offset.isNegative() ? " behind" : " ahead")
                            + ". Plans and certificates are good for a span of time by its clock.",
                    "chronyc tracking");
        } else {
            say("clock", Level.OK, "Its clock is " + offset.abs() + (offset.isNegative() ? " behind." : " ahead."));
        }
    }

    private void names() {
        String former = story.names().stream()
                .map(name -> name.name() + " since " + name.since())
                .skip(1)
                .collect(Collectors.joining(", "));
        if (!former.isEmpty()) {
            say("names", Level.OK, "It was called: " + former + ".");
        }
    }

    private void say(String topic, Level level, String message) {
        findings.add(new Finding(topic, level, message, Optional.empty()));
    }

    private void say(String topic, Level level, String message, String next) {
        findings.add(new Finding(topic, level, message, Optional.of(next)));
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "unknown" : text;
    }
}
