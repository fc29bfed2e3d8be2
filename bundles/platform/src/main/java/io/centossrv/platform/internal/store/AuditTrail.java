// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.store;

import io.centossrv.persistence.EventDraft;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records deeds that change no row of ours, such as the installation of a plugin. Blocks on the database. */
@Component(service = AuditTrail.class)
public final class AuditTrail {
    private final PlatformDatabase database;

    @Activate
    public AuditTrail(@Reference PlatformDatabase database) {
        this.database = database;
    }

    /** Throws where nothing could be recorded now, so that a deed can be refused before it begins. */
    public void requireReachable() {
        database.open().read(transaction -> transaction.connection().isValid(2));
    }

    /** Records one event. */
    public void record(EventDraft event) {
        database.open().inTransaction(transaction -> {
            transaction.emit(event);
            return event.topic();
        });
    }
}
