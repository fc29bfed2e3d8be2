// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told that new events can be read; a service (whiteboard). A signal may come late or twice: read with
 * {@link EventService#read} from the last number that was seen.
 */
@ConsumerType
public interface EventListener {
    /** Called after events were sealed, from one thread for all listeners: return at once. */
    void eventsSealed(long newest);
}
