// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.output.OutputPart;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresOutput;
import io.centossrv.jobs.message.LiveOutput;
import io.centossrv.jobs.message.OutputChunk;
import io.centossrv.jobs.message.OutputWanted;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import io.centossrv.protocol.RequestRejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes what jobs print just now, where somebody watches; otherwise asks the node to be quiet for a while. */
@Component(service = RequestHandler.class)
public final class OutputRequests implements RequestHandler<LiveOutput, OutputWanted> {
    private static final Duration NOBODY_WATCHES = Duration.ofSeconds(2);
    private static final Duration ENOUGH = Duration.ofMillis(250);
    private static final int MAX_CHUNKS = 64;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_INDEX = 10_000;

    private final PostgresOutput output;
    private final Clock clock;

    @Activate
    public OutputRequests(@Reference JobsDatabase jobs) {
        this(jobs, Clock.systemUTC());
    }

    OutputRequests(JobsDatabase jobs, Clock clock) {
        output = new PostgresOutput(jobs);
        this.clock = clock;
    }

    @Override
    public MessageType<LiveOutput> question() {
        return LiveOutput.TYPE;
    }

    @Override
    public MessageType<OutputWanted> answer() {
        return OutputWanted.TYPE;
    }

    @Override
    public OutputWanted handle(NodeId node, LiveOutput live) {
        Instant now = clock.instant();
        JobId job = job(live);
        Optional<String> name = output.watchedAs(job, node, now);
        if (name.isEmpty()) {
            return new OutputWanted(NOBODY_WATCHES);
        }
        requireBounds(live);
        List<OutputPart> parts = live.chunks().stream()
                .filter(chunk -> chunk.stream() != OutputChunk.Stream.UNKNOWN)
                .map(chunk -> part(node, name.get(), chunk, now))
                .toList();
        if (!parts.isEmpty()) {
            output.add(job, parts, now);
        }
        return new OutputWanted(ENOUGH);
    }

    private static JobId job(LiveOutput live) {
        try {
            return JobId.parse(live.job());
        } catch (IllegalArgumentException e) {
            throw new RequestRejected("job-unknown", "Output names no job.");
        }
    }

    private static void requireBounds(LiveOutput live) {
        long bytes = live.chunks().stream().mapToLong(c -> c.bytes().length).sum();
        boolean numbered = live.chunks().stream()
                .allMatch(c -> c.index() >= 0 && c.index() < MAX_INDEX && c.offset() >= 0 && c.dropped() >= 0);
        if (live.chunks().size() > MAX_CHUNKS || bytes > MAX_BYTES || !numbered) {
            throw new RequestRejected("output-invalid", "Output is larger than agreed, or not numbered.");
        }
    }

    /** A character that is cut by the end of a chunk shows as U+FFFD: the whole text comes with the result. */
    private static OutputPart part(NodeId node, String name, OutputChunk chunk, Instant now) {
        return new OutputPart(
                0,
                node,
                name,
                chunk.index(),
                chunk.stream().name().toLowerCase(Locale.ROOT),
                chunk.offset(),
                chunk.dropped(),
                HeldText.of(new String(chunk.bytes(), StandardCharsets.UTF_8), MAX_BYTES),
                now);
    }
}
