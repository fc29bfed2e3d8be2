// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.LinkListener;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a control plane's listener is told. */
public final class RecordingListener implements LinkListener {
    /** A refusal. */
    public record Denied(String address, String publicKey, String reason, long count) {}

    public final List<String> links = new CopyOnWriteArrayList<>();
    public final List<NodeId> beats = new CopyOnWriteArrayList<>();
    public final List<Denied> denials = new CopyOnWriteArrayList<>();

    @Override
    public void linkUp(NodeId node, Instant at, String agentVersion) {
        links.add("up " + node + " " + agentVersion);
    }

    @Override
    public void linkDown(NodeId node, Instant at, String reason) {
        links.add("down " + node + " " + reason);
    }

    @Override
    public void heartbeats(Map<NodeId, Instant> newest) {
        beats.addAll(newest.keySet());
    }

    @Override
    public void denied(String sourceAddress, String publicKey, String reason, long count) {
        denials.add(new Denied(sourceAddress, publicKey, reason, count));
    }

    public boolean wasDenied(String reason) {
        return denials.stream().anyMatch(denied -> denied.reason().contains(reason));
    }

    public boolean hasSeen(String news) {
        return links.stream().anyMatch(seen -> seen.contains(news));
    }
}
