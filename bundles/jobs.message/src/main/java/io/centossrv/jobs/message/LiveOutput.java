// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.util.List;

/**
 * Asked upwards: takes what a running job has printed just now. Not durable and not whole: a node sends the next only after the
 * answer, at most four in a second, and leaves out what does not fit. What is kept of the output for good comes with
 * {@link TaskResult}. Answered with {@link OutputWanted}.
 *
 * @param job the job's id
 * @param chunks at most 64 KiB in all; of each stream in order
 */
public record LiveOutput(String job, List<OutputChunk> chunks) {
    /** Its type on the wire. */
    public static final MessageType<LiveOutput> TYPE = MessageType.of("jobs.output", 1, LiveOutput.class);

    public LiveOutput {
        chunks = List.copyOf(chunks);
    }
}
