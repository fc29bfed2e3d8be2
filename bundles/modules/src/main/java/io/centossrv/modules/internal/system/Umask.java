// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The umask of this process. */
public final class Umask {
    private static final int USUAL = 0022;

    private Umask() {}

    /** Returns it as the kernel tells it (Linux 4.7 and later), else the usual 022. */
    public static int current() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Umask:")) {
                    return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
                }
            }
            return USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
