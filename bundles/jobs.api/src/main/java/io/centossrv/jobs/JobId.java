// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.util.Objects;
import java.util.UUID;

/**
 * The id of a job, a UUID of version 7 (RFC 9562), so ids sort by the time of submission.
 *
 * @param value the UUID
 */
public record JobId(UUID value) implements Comparable<JobId> {
    public JobId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the usual text form; throws {@link IllegalArgumentException} where it is none. */
    public static JobId parse(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public int compareTo(JobId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
