// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says: line 1 the process id, line 4 the port, line 8 the state (PostgreSQL,
 * src/include/utils/pidfile.h).
 *
 * @param pid of the postmaster that wrote it
 * @param port 0 where it is not known yet
 * @param ready whether it accepts connections
 */
record PostmasterStatus(long pid, int port, boolean ready) {
    static final String FILE = "postmaster.pid";

    /** Returns the status; empty where there is no file, or one that is being written. */
    static Optional<PostmasterStatus> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.get(0).strip().matches("-?\\d{1,10}")) {
            return Optional.empty();
        }
        long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
        boolean port = lines.size() > 3 && lines.get(3).strip().matches("\\d{1,5}");
        boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return Optional.of(
                new PostmasterStatus(pid, port ? Integer.parseInt(lines.get(3).strip()) : 0, ready));
    }
}
