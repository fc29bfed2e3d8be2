// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

import java.util.Optional;
import java.util.UUID;

/** What the socket asks for. Thread-safe. */
public interface JobDesk {
    /** Starts a job of the inbox where it was not started yet. */
    Answer run(UUID job);

    /** Stops a job, or sees to it that it never starts: {@code stopping}, {@code cancelled}, {@code ended}, {@code rejected}. */
    Answer cancel(UUID job);

    /** Returns how far a job is. */
    Answer status(UUID job);

    /** Returns the watch on a job that this process runs. */
    Optional<JobWatch> watch(UUID job);

    /**
     * The first line of an answer.
     *
     * @param state {@code taken}, {@code running}, {@code ended}, {@code rejected}, {@code unknown}, {@code stopping}, {@code cancelled}
     * @param code of a rejection; else empty
     * @param message of a rejection; else empty
     */
    record Answer(String state, String code, String message) {
        public static Answer of(String state) {
            return new Answer(state, "", "");
        }
    }
}
