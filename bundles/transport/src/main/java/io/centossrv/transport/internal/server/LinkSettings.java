// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import java.time.Duration;

/**
 * How links behave.
 *
 * @param serverVersion told to agents
 * @param heartbeat how often agents send one; three missing ones end a link
 * @param messageLimit bytes of a frame
 * @param reportThreads that run report handlers
 * @param requestThreads that run request handlers
 */
public record LinkSettings(
        String serverVersion, Duration heartbeat, int messageLimit, int reportThreads, int requestThreads) {
    /** Room that an envelope takes around its payload. */
    public static final int ENVELOPE_ROOM = 1024;

    /** Questions to one node that wait for an answer. */
    static final int QUESTIONS = 64;

    /** Reports of one type of one node that wait for their handler. */
    static final int LANE = 512;

    /** Bytes of all reports that wait. */
    static final long REPORT_BYTES = 64L * 1024 * 1024;

    public LinkSettings {
        require(
                heartbeat.compareTo(Duration.ofSeconds(1)) >= 0 && heartbeat.compareTo(Duration.ofMinutes(10)) <= 0,
                "heartbeats come every 1 to 600 seconds");
        require(messageLimit >= 64 * 1024 && messageLimit <= 64 * 1024 * 1024, "a message has 64 KiB to 64 MiB");
        require(reportThreads >= 1 && reportThreads <= 256, "1 to 256 threads take reports");
        require(requestThreads >= 1 && requestThreads <= 256, "1 to 256 threads take requests");
    }

    /** Returns the bytes that a payload may have. */
    public int payloadLimit() {
        return messageLimit - ENVELOPE_ROOM;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
