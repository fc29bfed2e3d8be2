// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import io.centossrv.platform.DomainUnavailable;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The way to the platform's own schema. The database may come and go: status, readiness, shell and plugins answer
 * without it, so nothing here is a static reference.
 */
@Component(service = PlatformDatabase.class)
public final class PlatformDatabase {
    private static final Schema SCHEMA = Schema.of("platform", PlatformDatabase.class, "001-settings.sql");

    private volatile Opened current = new Opened(Optional.empty());

    /** Returns persistence; empty while it is not there. */
    public Optional<Persistence> persistence() {
        return current.persistence;
    }

    /**
     * Returns the schema, migrated at the first call.
     *
     * @throws DomainUnavailable while persistence is not there
     */
    public Database open() {
        return current.database();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPersistence(Persistence persistence) {
        current = new Opened(Optional.of(persistence));
    }

    void unbindPersistence(Persistence persistence) {
        Opened old = current;
        if (old.persistence.filter(p -> p == persistence).isPresent()) {
            current = new Opened(Optional.empty());
        }
    }

    private static final class Opened {
        private final Optional<Persistence> persistence;
        private Optional<Database> database = Optional.empty();

        private Opened(Optional<Persistence> persistence) {
            this.persistence = persistence;
        }

        private synchronized Database database() {
            if (database.isEmpty()) {
                database = Optional.of(persistence
                        .orElseThrow(() -> new DomainUnavailable("persistence"))
                        .open(SCHEMA));
            }
            return database.get();
        }
    }
}
