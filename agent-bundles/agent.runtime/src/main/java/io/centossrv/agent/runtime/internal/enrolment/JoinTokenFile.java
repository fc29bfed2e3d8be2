// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The file in which an administrator, or a provisioning tool, leaves the join token. */
record JoinTokenFile(Path path) {
    private static final int MOST = 1024;
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /**
     * Returns the token; empty where there is no file.
     *
     * @throws IOException with what is wrong with it
     */
    Optional<JoinToken> read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
                throw new IOException("The join token in " + path
                        + " is refused: others than its owner have rights on the file. Make a new token, mode 0600.");
            }
            String text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8).strip();
            return Optional.of(JoinToken.parse(text)
                    .orElseThrow(() -> new IOException("The file " + path + " holds no join token (id.secret.pin).")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
