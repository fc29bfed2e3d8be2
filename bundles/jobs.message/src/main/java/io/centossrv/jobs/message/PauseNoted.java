// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.time.Instant;

/** The answer to {@link PauseNews}: when it was noted, by the control plane's clock. */
public record PauseNoted(Instant notedAt) {
    /** Its type on the wire. */
    public static final MessageType<PauseNoted> TYPE = MessageType.of("jobs.pause-noted", 1, PauseNoted.class);
}
