// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.test;

import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.NodeBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A bus in memory: each node is a function; an answer may be kept back. */
public final class FakeBus implements NodeBus {
    private final Map<NodeId, BiFunction<NodeId, Record, Reply<? extends Record>>> nodes = new ConcurrentHashMap<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final List<Record> asked = new CopyOnWriteArrayList<>();
    private volatile boolean holding;

    public void link(NodeId node, BiFunction<NodeId, Record, Reply<? extends Record>> behaviour) {
        nodes.put(node, behaviour);
    }

    public void unlink(NodeId node) {
        nodes.remove(node);
    }

    /** Keeps answers back until {@link #release}. */
    public void hold() {
        holding = true;
    }

    public void release() {
        holding = false;
        List<Runnable> all = new ArrayList<>(held);
        held.clear();
        all.forEach(Runnable::run);
    }

    /** Loses the answers that were kept back, as when the control plane dies. */
    public void lose() {
        holding = false;
        held.clear();
    }

    public List<Record> asked() {
        return List.copyOf(asked);
    }

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            NodeId node, MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        CompletableFuture<Reply<A>> stage = new CompletableFuture<>();
        BiFunction<NodeId, Record, Reply<? extends Record>> behaviour = nodes.get(node);
        if (behaviour == null) {
            stage.complete(new Reply.Unreachable<>());
            return stage;
        }
        asked.add(payload);
        Reply<A> reply = typed(behaviour.apply(node, payload), answer);
        if (holding) {
            held.add(() -> stage.complete(reply));
        } else {
            stage.complete(reply);
        }
        return stage;
    }

    private static <A extends Record> Reply<A> typed(Reply<? extends Record> reply, MessageType<A> answer) {
        if (reply instanceof Reply.Answered<? extends Record> answered) {
            return new Reply.Answered<>(answer.payload().cast(answered.answer()));
        } else if (reply instanceof Reply.Rejected<? extends Record> rejected) {
            return new Reply.Rejected<>(rejected.code(), rejected.message());
        } else if (reply instanceof Reply.Failed<? extends Record> failed) {
            return new Reply.Failed<>(failed.code(), failed.message());
        } else if (reply instanceof Reply.Interrupted<? extends Record>) {
            return new Reply.Interrupted<>();
        }
        return reply instanceof Reply.TimedOut<? extends Record> ? new Reply.TimedOut<>() : new Reply.Unreachable<>();
    }

    @Override
    public Set<NodeId> linked() {
        return Set.copyOf(nodes.keySet());
    }

    @Override
    public void cut(NodeId node, String reason) {
        nodes.remove(node);
    }
}
