// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.security;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells what an account may do now, for work that it asked for earlier. Implemented by the domain {@code access}.
 * Thread-safe; may read the database, so it blocks.
 */
@ConsumerType
public interface CurrentRights {
    /**
     * Returns the account as a caller, with the rights that it has now, or had at most a second ago.
     *
     * @param account its name, as of {@link Caller#name}
     * @return empty where there is no such account, or it is disabled
     */
    Optional<Caller> caller(String account);
}
