// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.message.ResendInventory;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.NodeBus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus that has the links it was given and remembers which it was told to cut. */
public final class RecordingBus implements NodeBus {
    private final Set<NodeId> linked = ConcurrentHashMap.newKeySet();
    private final List<NodeId> cut = new CopyOnWriteArrayList<>();
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();

    /** Returns the sections of each request to report them as a whole. */
    public List<List<String>> asked() {
        return asked;
    }

    public void link(NodeId node) {
        linked.add(node);
    }

    public List<NodeId> wasCut() {
        return cut;
    }

    /** Returns what tells this bus. */
    public LinkCutter cutter() {
        LinkCutter cutter = new LinkCutter();
        cutter.bind(this);
        return cutter;
    }

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            NodeId node, MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        if (payload instanceof ResendInventory resend) {
            asked.add(resend.sections());
        }
        return CompletableFuture.completedStage(new Reply.Unreachable<>());
    }

    @Override
    public Set<NodeId> linked() {
        return linked;
    }

    @Override
    public void cut(NodeId node, String reason) {
        linked.remove(node);
        cut.add(node);
    }
}
