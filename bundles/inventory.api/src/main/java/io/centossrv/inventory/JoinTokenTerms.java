// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a join token is good for.
 *
 * @param lifetime from now, one second to 7 days
 * @param uses how many machines may enrol with it, 1 to 10,000
 * @param site the site that its nodes get, and that a machine which names one must name; empty for any
 * @param tags what its nodes get
 * @param namePattern of the host names that may use it, with {@code *} and {@code ?}, in any case; empty for all
 */
public record JoinTokenTerms(
        Duration lifetime,
        int uses,
        Optional<String> site,
        SortedMap<String, String> tags,
        Optional<String> namePattern) {
    public JoinTokenTerms {
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(namePattern, "namePattern");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** Returns the terms of a token for one machine, whichever it is. */
    public static JoinTokenTerms once(Duration lifetime) {
        return new JoinTokenTerms(lifetime, 1, Optional.empty(), new TreeMap<>(), Optional.empty());
    }
}
