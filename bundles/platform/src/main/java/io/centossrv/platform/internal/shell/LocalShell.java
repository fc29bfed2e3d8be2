// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import io.centossrv.platform.internal.console.Console;
import io.centossrv.platform.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell's way in on this machine: a UNIX domain socket, 0600. Who connects is asked of the kernel and must be the
 * user that the control plane runs as, or root; such a caller is {@code local:<user>} and may do everything, since it
 * can replace the process anyway.
 */
final class LocalShell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalShell.class);
    private static final int MAX_CONNECTIONS = 16;

    private final Path socket;
    private final Console console;
    private final ServerSocketChannel server;
    private final UserPrincipal own;
    private final UserPrincipal root;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    LocalShell(Path socket, Console console) {
        this.socket = socket;
        this.console = console;
        try {
            // One process per state folder is held by the launcher's lock: a socket that is still there is a dead
            // one's.
            Files.deleteIfExists(socket);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            own = Files.getOwner(socket);
            root = socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root");
        } catch (IOException e) {
            throw new UncheckedIOException("The shell's socket can't be made: " + socket, e);
        }
        thread("shell-accept", this::accept);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    LOG.warn("A shell connection was refused, too many are open. limit={}", MAX_CONNECTIONS);
                    connection.close();
                } else {
                    connections.add(connection);
                    thread("shell-connection", () -> serve(connection));
                }
            } catch (AsynchronousCloseException e) {
                LOG.debug("The shell's socket was closed.", e);
            } catch (IOException e) {
                LOG.warn("A shell connection could not be accepted.", e);
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            UserPrincipal peer =
                    connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (peer.equals(own) || peer.equals(root)) {
                new ShellConnection(connection, console, new Caller("local:" + peer.getName(), Set.of("*"))).serve();
            } else {
                LOG.warn("A shell connection was refused. user={}", peer.getName());
            }
        } catch (IOException e) {
            LOG.debug("A shell connection broke.", e);
        } finally {
            connections.remove(connection);
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
