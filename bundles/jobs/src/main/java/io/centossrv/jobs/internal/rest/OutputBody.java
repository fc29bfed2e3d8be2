// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.output.OutputPart;
import java.time.Instant;
import java.util.List;

/**
 * What a job prints just now as the API shows it.
 *
 * @param items in order
 * @param last the number to ask after next time
 */
public record OutputBody(List<PartBody> items, long last) {
    /** A part of it. */
    public record PartBody(
            long sequence,
            String node,
            String name,
            int task,
            String stream,
            long offset,
            long dropped,
            String text,
            Instant at) {}

    static OutputBody of(List<OutputPart> parts, long after) {
        return new OutputBody(
                parts.stream()
                        .map(part -> new PartBody(
                                part.sequence(),
                                part.node().toString(),
                                part.name(),
                                part.task(),
                                part.stream(),
                                part.offset(),
                                part.dropped(),
                                part.text(),
                                part.at()))
                        .toList(),
                parts.isEmpty() ? after : parts.get(parts.size() - 1).sequence());
    }
}
