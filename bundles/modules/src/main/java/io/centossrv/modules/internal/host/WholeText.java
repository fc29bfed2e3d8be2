// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.SurrogateText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A configuration file of the node, read and replaced whole; bytes that are no UTF-8 come back as they were. */
final class WholeText {
    private static final long LARGEST = 16L * 1024 * 1024;

    private WholeText() {}

    /** Returns its text; empty where there is none. */
    static Optional<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new ModuleFailure(file + " is no regular file of at most " + LARGEST + " bytes");
        }
        return Optional.of(SurrogateText.decode(Files.readAllBytes(file)));
    }

    /** Replaces it, or what a link leads to; owner and mode stay. */
    static void write(Path file, String text) throws IOException {
        Path real = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
        WantedAttributes none = new WantedAttributes(Optional.empty(), Optional.empty(), Optional.empty());
        new FileWriting(none, ready -> {}).write(real, new ByteArrayInputStream(SurrogateText.encode(text)));
    }
}
