// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.agent.ControlPlane;
import io.centossrv.jobs.message.LiveOutput;
import io.centossrv.jobs.message.OutputWanted;
import io.centossrv.jobs.message.PauseNews;
import io.centossrv.jobs.message.PauseNoted;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Answers what agents ask, and keeps it. */
final class AnsweringControlPlane implements ControlPlane {
    final List<PauseNews> pauses = new CopyOnWriteArrayList<>();
    final List<LiveOutput> outputs = new CopyOnWriteArrayList<>();

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        Record said;
        if (payload instanceof PauseNews news) {
            pauses.add(news);
            said = new PauseNoted(Instant.now());
        } else {
            outputs.add((LiveOutput) payload);
            said = new OutputWanted(Duration.ZERO);
        }
        return CompletableFuture.completedFuture(
                new Reply.Answered<>(answer.payload().cast(said)));
    }

    String printed(String job) {
        return outputs.stream()
                .filter(output -> output.job().equals(job))
                .flatMap(output -> output.chunks().stream())
                .map(chunk -> new String(chunk.bytes(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
