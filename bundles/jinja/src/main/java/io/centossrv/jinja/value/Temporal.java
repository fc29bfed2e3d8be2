// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.util.Optional;

/** An instance that can be added and taken away: a date or a span of time. */
public interface Temporal extends Instance, Comparable<Temporal> {
    /** Returns the sum; empty where the other is nothing that can be added to it. */
    Optional<Object> plus(Object other);

    /** Returns the difference; empty where the other is nothing that can be taken from it. */
    Optional<Object> minus(Object other);
}
