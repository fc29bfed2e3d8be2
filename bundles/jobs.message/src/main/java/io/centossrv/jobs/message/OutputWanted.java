// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.time.Duration;

/**
 * The answer to {@link LiveOutput}.
 *
 * @param quiet for how long nobody wants more of this job; zero to go on. Afterwards the node sends again what is new then
 */
public record OutputWanted(Duration quiet) {
    /** Its type on the wire. */
    public static final MessageType<OutputWanted> TYPE = MessageType.of("jobs.output-wanted", 1, OutputWanted.class);
}
