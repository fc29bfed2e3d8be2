// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

import io.centossrv.playbook.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One connection: a line with a request, a line with the answer, and hints and output until the job has
 * ended. */
final class Conversation {
    private static final int LONGEST_REQUEST = 1024;
    private static final Duration BETWEEN_OUTPUT = Duration.ofMillis(250);

    private final SocketChannel channel;
    private final JobDesk desk;

    Conversation(SocketChannel channel, JobDesk desk) {
        this.channel = channel;
        this.desk = desk;
    }

    void hold(Runnable requestRead) throws IOException, InterruptedException {
        Map<String, Object> request;
        try {
            request = Json.readObject(line());
        } catch (IllegalArgumentException e) {
            send(new JobDesk.Answer("rejected", "bad-request", "the request is no JSON object in one line"));
            return;
        }
        requestRead.run();
        Optional<UUID> run = job(request, "run");
        Optional<UUID> status = job(request, "status");
        Optional<UUID> cancel = job(request, "cancel");
        if (run.isPresent()) {
            JobDesk.Answer answer = desk.run(run.get());
            send(answer);
            if (answer.state().equals("taken") || answer.state().equals("running")) {
                follow(run.get());
            }
        } else if (status.isPresent()) {
            send(desk.status(status.get()));
        } else if (cancel.isPresent()) {
            send(desk.cancel(cancel.get()));
        } else {
            send(new JobDesk.Answer(
                    "rejected", "bad-request", "the request names no job to run, to cancel or to tell of"));
        }
    }

    private void follow(UUID job) throws IOException, InterruptedException {
        Optional<JobWatch> watch = desk.watch(job);
        if (watch.isPresent()) {
            LiveOutput.Cursor cursor = new LiveOutput.Cursor();
            int seen = 0;
            boolean ended = false;
            while (!ended) {
                // Looked at before the output: what was printed last is told before the end is.
                ended = watch.get().hasEnded();
                for (LiveOutput.Chunk chunk : watch.get().live().news(cursor)) {
                    send(form(chunk));
                }
                int now = ended ? seen : watch.get().awaitMore(seen, BETWEEN_OUTPUT);
                if (now != seen) {
                    send(Map.of("progress", true));
                }
                seen = now;
            }
            send(Map.of("ended", true));
        }
    }

    private static Map<String, Object> form(LiveOutput.Chunk chunk) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("task", (long) chunk.task());
        form.put("stream", chunk.stream().name().toLowerCase(Locale.ROOT));
        form.put("offset", chunk.offset());
        form.put("dropped", chunk.dropped());
        form.put("bytes", Base64.getEncoder().encodeToString(chunk.bytes()));
        return Map.of("output", form);
    }

    private static Optional<UUID> job(Map<String, Object> request, String field) {
        try {
            return request.get(field) instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private byte[] line() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_REQUEST);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            int last = buffer.position() - 1;
            if (last >= 0 && buffer.get(last) == '\n') {
                break;
            }
        }
        byte[] line = new byte[buffer.position()];
        buffer.flip().get(line);
        return line;
    }

    private void send(JobDesk.Answer answer) throws IOException {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("state", answer.state());
        if (!answer.code().isEmpty()) {
            form.put("code", answer.code());
            form.put("message", answer.message());
        }
        send(form);
    }

    private void send(Map<String, Object> form) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap((Json.write(form) + "\n").getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
