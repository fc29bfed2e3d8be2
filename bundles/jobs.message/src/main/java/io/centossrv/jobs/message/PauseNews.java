// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.util.Optional;

/**
 * Asked upwards: takes note that a pause began, changed or ended. Sent at each change and, while a pause lasts, at each new
 * link. It is a hint: what is delivered meanwhile is answered with {@code PAUSED} all the same. Answered with
 * {@link PauseNoted}.
 *
 * @param pause that lasts now; empty where plans are started again
 */
public record PauseNews(Optional<NodePause> pause) {
    /** Its type on the wire. */
    public static final MessageType<PauseNews> TYPE = MessageType.of("jobs.pause", 1, PauseNews.class);
}
