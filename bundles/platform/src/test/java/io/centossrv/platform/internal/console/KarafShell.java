// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;

/** Karaf's real shell without a framework. */
public final class KarafShell implements AutoCloseable {
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions;

    public KarafShell() {
        streams.start();
        sessions = new SessionFactoryImpl(streams);
    }

    public SessionFactory sessions() {
        return sessions;
    }

    @Override
    public void close() {
        sessions.stop();
        streams.stop();
    }
}
