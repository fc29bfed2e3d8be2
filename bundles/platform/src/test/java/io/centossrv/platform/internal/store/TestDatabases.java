// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.store;

import io.centossrv.persistence.Persistence;

/** Makes a {@link PlatformDatabase} as the component runtime does. */
public final class TestDatabases {
    private TestDatabases() {}

    public static PlatformDatabase of(Persistence persistence) {
        PlatformDatabase database = new PlatformDatabase();
        database.bindPersistence(persistence);
        return database;
    }
}
