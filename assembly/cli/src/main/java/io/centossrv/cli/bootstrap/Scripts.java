// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What is run on hosts: one file each, in this package. */
enum Scripts {
    CHECK,
    UPLOAD,
    INSTALL,
    JOIN,
    KEY,
    TRUST,
    LOG,
    REMOVE;

    /** Returns its text. */
    String text() {
        String file = name().toLowerCase(java.util.Locale.ROOT) + ".sh";
        try (InputStream in = Objects.requireNonNull(Scripts.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
