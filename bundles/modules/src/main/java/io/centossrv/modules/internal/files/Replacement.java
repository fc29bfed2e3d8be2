// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Puts something in a path's place by one rename: who looks sees the old or the new, never half of it. */
public final class Replacement {
    private Replacement() {}

    /** Makes what is to stand there under another name in the same folder. */
    public interface Maker {
        void make(Path temporary) throws IOException;
    }

    public static void of(Path path, Maker maker) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        byte[] random = new byte[8];
        ThreadLocalRandom.current().nextBytes(random);
        Path temporary = folder.resolve(".centossrv-" + HexFormat.of().formatHex(random) + ".tmp");
        try {
            maker.make(temporary);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // There only where something went wrong.
            Files.deleteIfExists(temporary);
        }
        sync(folder);
    }

    /** Makes a folder's entries durable. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
