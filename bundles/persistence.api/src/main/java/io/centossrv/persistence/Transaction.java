// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import java.sql.Connection;
import org.osgi.annotation.versioning.ProviderType;

/** A transaction under way. Belongs to one thread and ends with the work that it was given to. */
@ProviderType
public interface Transaction {
    /** Returns the connection. Never commit, roll back or close it. */
    Connection connection();

    /**
     * Records an event with this transaction: it gets its number, and is seen by readers, after the commit, and does not
     * exist after a rollback.
     */
    void emit(EventDraft event);
}
