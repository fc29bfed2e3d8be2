// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.test;

import io.centossrv.persistence.internal.postgres.EmbeddedAddress;
import io.centossrv.persistence.internal.postgres.EmbeddedPostgres;
import io.centossrv.persistence.internal.postgres.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** One PostgreSQL in a temporary folder, from the binaries that the build of {@code bundles/persistence} unpacks. */
public final class TestPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String UNPACKED = "bundles/persistence/target/postgresql";

    private final Path home;
    private final EmbeddedSettings settings;
    private EmbeddedPostgres postgres;

    private TestPostgres(Path home, EmbeddedSettings settings) throws InterruptedException {
        this.home = home;
        this.settings = settings;
        postgres = EmbeddedPostgres.start(settings, PATIENCE);
    }

    /** Starts PostgreSQL with a new cluster. */
    public static TestPostgres start() {
        try {
            Path home = Files.createTempDirectory("centossrv-postgres-");
            return new TestPostgres(home, settings(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns how a test runs PostgreSQL in a folder: as {@code nobody} where the test is root's. */
    public static EmbeddedSettings settings(Path home) throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        Path binaries = unpacked();
        if (root && !openToAll(binaries)) {
            binaries = copy(binaries);
        }
        return new EmbeddedSettings(binaries, home, 0, root ? Optional.of("nobody") : Optional.empty());
    }

    /** Stops PostgreSQL, does something, and starts PostgreSQL again at the same address. */
    void outage(Runnable during) {
        int port = postgres.address().port();
        postgres.close();
        try {
            during.run();
        } finally {
            try {
                postgres = EmbeddedPostgres.start(
                        new EmbeddedSettings(settings.binaries(), settings.home(), port, settings.user()), PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public EmbeddedAddress address() {
        return postgres.address();
    }

    @Override
    public void close() {
        postgres.close();
        delete(home);
    }

    /** Removes a folder and what is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked() {
        String named = System.getProperty("centossrv.postgresql");
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve(UNPACKED + "/bin/postgres"))) {
                return folder.resolve(UNPACKED);
            }
        }
        throw new IllegalStateException("PostgreSQL is not unpacked: build bundles/persistence first");
    }

    private static boolean openToAll(Path path) throws IOException {
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /** A checkout in root's home can't be entered by another account. */
    private static Path copy(Path binaries) throws IOException {
        Path copy = Files.createTempDirectory("centossrv-postgresql-binaries-");
        try {
            Process process = new ProcessBuilder("cp", "-a", binaries + "/.", copy.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("PostgreSQL can't be copied to " + copy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Files.setPosixFilePermissions(copy, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(copy)));
        return copy;
    }
}
