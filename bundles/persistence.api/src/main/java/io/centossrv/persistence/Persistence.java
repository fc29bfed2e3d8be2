// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import org.osgi.annotation.versioning.ProviderType;

/** The way into PostgreSQL. The service is there once the database answers. Thread-safe. */
@ProviderType
public interface Persistence {
    /**
     * Brings a schema up to date and returns it. Blocks until the migrations ran; several control planes that start at
     * once wait for one another. A schema newer than the given migrations is left as it is: the release before must run
     * on it.
     *
     * @throws io.centossrv.platform.CentossrvException {@code database-unavailable}, or {@code migration-failed} with the
     *     number of the migration; the schema is then as the migration before left it
     */
    Database open(Schema schema);

    /** Returns what the database says of itself, such as {@code 18.4}. */
    String serverVersion();

    /** Tells whether the database is the one that came with the control plane. */
    boolean embedded();
}
