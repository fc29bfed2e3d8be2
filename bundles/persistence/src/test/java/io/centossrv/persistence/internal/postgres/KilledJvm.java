// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import io.centossrv.persistence.test.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM that runs PostgreSQL until a test kills it. */
final class KilledJvm {
    private KilledJvm() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(TestPostgres.settings(Path.of(arguments[0])), Duration.ofMinutes(1))) {
            System.out.println(postgres.pid().orElseThrow());
            System.in.transferTo(System.out);
        }
    }
}
