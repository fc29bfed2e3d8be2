// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a path leads to, also when the end of the way does not exist, as Python's {@code os.path.realpath}. */
public final class RealPath {
    private static final int MOST_LINKS = 40;

    private RealPath() {}

    public static Path of(Path path) throws IOException {
        Path current = path.toAbsolutePath();
        for (int links = 0; links < MOST_LINKS; links++) {
            if (Files.exists(current)) {
                return current.toRealPath();
            }
            if (!Files.isSymbolicLink(current)) {
                Path parent = current.getParent();
                return parent == null ? current : of(parent).resolve(current.getFileName());
            }
            Path folder = current.getParent();
            current = (folder == null ? current : folder)
                    .resolve(Files.readSymbolicLink(current))
                    .normalize();
        }
        return current;
    }
}
