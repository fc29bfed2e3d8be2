// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the one sequence of events. Thread-safe. */
@ProviderType
public interface EventService {
    /**
     * Returns events in order.
     *
     * @param after the number of the last one that was seen; 0 for all that are kept
     * @param topics topics, or beginnings with an asterisk ({@code job.*}); empty for all
     * @param limit 1 to 1,000
     */
    List<Event> read(long after, List<String> topics, int limit);

    /** Returns the number of the newest event; 0 where there is none. */
    long newest();

    /** Returns the number of the oldest event that is still kept; 0 where there is none. */
    long oldest();
}
