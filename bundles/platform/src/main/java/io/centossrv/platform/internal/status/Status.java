// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.status;

import java.util.List;
import java.util.Optional;

/**
 * How the whole stands.
 *
 * @param version of the platform
 * @param state {@code ready} or {@code degraded}
 * @param database empty while it is not there
 * @param plugins how many are installed
 */
public record Status(String version, String state, List<Part> parts, Optional<DatabaseInfo> database, int plugins) {
    public Status {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param obstacle why it is not ready
     */
    public record Part(String name, boolean ready, Optional<String> obstacle) {}

    /**
     * The database.
     *
     * @param advice what an operator should know of it
     */
    public record DatabaseInfo(String version, boolean embedded, Optional<String> advice) {}
}
