// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.jobs.message.OutputChunk;
import java.io.IOException;
import java.util.Optional;

/** Reads what the executor says of a job's output. */
final class OutputLine {
    private OutputLine() {}

    /** Returns the part of the output; empty where it is of a stream that this agent does not know. */
    static Optional<OutputChunk> read(JsonNode output) throws IOException {
        OutputChunk.Stream stream =
                switch (output.path("stream").asText()) {
                    case "stdout" -> OutputChunk.Stream.STDOUT;
                    case "stderr" -> OutputChunk.Stream.STDERR;
                    default -> OutputChunk.Stream.UNKNOWN;
                };
        return stream == OutputChunk.Stream.UNKNOWN
                ? Optional.empty()
                : Optional.of(new OutputChunk(
                        output.path("task").asInt(),
                        stream,
                        output.path("offset").asLong(),
                        output.path("bytes").binaryValue(),
                        output.path("dropped").asLong()));
    }
}
