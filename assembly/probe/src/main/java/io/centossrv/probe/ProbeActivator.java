// SPDX-License-Identifier: Apache-2.0
package io.centossrv.probe;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Opens the UNIX socket that the framework property {@code centossrv.probe.socket} names and answers {@link Probe}'s
 * commands on it. Tests put this bundle into {@code etc/startup.properties} of a distribution; it is part of none.
 */
public final class ProbeActivator implements BundleActivator {
    private ServerSocketChannel server;
    private Path socket;

    @Override
    public void start(BundleContext context) throws IOException {
        socket = Path.of(context.getProperty("centossrv.probe.socket"));
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(new ProbeServer(server, new Probe(context)), "centossrv-probe");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
