// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, told from all others that have its number before or after it.
 *
 * @param pid its number
 * @param startTicks when it started, in clock ticks since boot (proc(5), stat, field 22)
 * @param bootId the kernel's, new at each boot
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {
    private static final int START = 19;

    /** Returns this process. */
    public static ProcessIdentity current() throws IOException {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(
                pid,
                startTicks(pid).orElseThrow(() -> new IOException("/proc does not show this process")),
                currentBoot());
    }

    /** Returns whether this very process is alive. */
    public boolean alive() throws IOException {
        return bootId.equals(currentBoot())
                && startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
    }

    private static Optional<Long> startTicks(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
            // The name in brackets may hold blanks and brackets itself.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            boolean zombie = fields[0].equals("Z") || fields[0].equals("X");
            return zombie ? Optional.empty() : Optional.of(Long.valueOf(fields[START]));
        } catch (IOException e) {
            if (Files.exists(stat.getParent())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static String currentBoot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
