// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the cluster at the first start, whole or not at all, and the password of its superuser. */
final class ClusterCreation {
    static final String SUPERUSER = "postgres";
    static final int MAJOR = 18;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterCreation.class);
    private static final int PASSWORD_BYTES = 32;

    private final EmbeddedSettings settings;
    private final PostgresCommand command;

    ClusterCreation(EmbeddedSettings settings, PostgresCommand command) {
        this.settings = settings;
        this.command = command;
    }

    /** Makes what is missing and returns the superuser's password. */
    String ensure() throws IOException, InterruptedException {
        Files.createDirectories(settings.home());
        command.own(settings.home());
        if (!Files.exists(settings.cluster())) {
            create();
        }
        String version =
                Files.readString(settings.cluster().resolve("PG_VERSION")).strip();
        if (!version.equals(Integer.toString(MAJOR))) {
            throw new PostgresFailed("The database in " + settings.cluster() + " was made by PostgreSQL " + version
                    + " and this is PostgreSQL " + MAJOR + ". Restore a backup into a new one.");
        }
        return Files.readString(settings.password()).strip();
    }

    private void create() throws IOException, InterruptedException {
        Path unfinished = settings.home().resolve("cluster.unfinished");
        delete(unfinished);
        Files.deleteIfExists(settings.password());
        writePassword();
        Process process = command.start(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + settings.password(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions"));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new PostgresFailed("initdb failed. folder=" + settings.home() + " output=" + output.strip());
        }
        Files.move(unfinished, settings.cluster());
        LOG.info("Made a new database. folder={}", settings.cluster());
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(
                settings.password(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                settings.password(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n",
                StandardOpenOption.SYNC);
        command.own(settings.password());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
