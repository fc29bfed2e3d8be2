// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.readiness;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells whether one named part is ready to serve. Registered as a service by the part itself; which names must be there
 * is a setting of the distribution ({@code etc/io.centossrv.platform.cfg}, key {@code ready.needs}), so a part that is
 * absent counts as not ready. Called often, from many threads: answer from memory.
 */
@ConsumerType
public interface ReadinessCheck {
    /** Returns the part's name, such as {@code database}; the same at each call. */
    String name();

    /** Returns why the part is not ready, a short phrase without details that help an attacker; empty when it is. */
    Optional<String> obstacle();
}
