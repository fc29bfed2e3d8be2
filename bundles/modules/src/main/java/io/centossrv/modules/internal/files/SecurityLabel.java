// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** SELinux labels of files, by chcon(1) and matchpathcon(8); nothing where SELinux is off, which is most of the time. */
final class SecurityLabel {
    private static final Path ACTIVE = Path.of("/sys/fs/selinux/enforce");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SecurityLabel() {}

    /** Gives a file the label of the one in whose place it will stand, or the policy's where there is none yet. */
    static void set(Path file, Path place, boolean exists) {
        if (!Files.exists(ACTIVE)) {
            return;
        }
        if (exists) {
            run(List.of("chcon", "--reference=" + place, "--", file.toString()));
        } else {
            String label = run(List.of("matchpathcon", "-n", place.toString())).strip();
            if (!label.isEmpty() && !label.equals("<<none>>")) {
                run(List.of("chcon", label, "--", file.toString()));
            }
        }
    }

    private static String run(List<String> words) {
        Map<String, String> environment = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");
        ChildProcess.Ended ended =
                new ChildProcess(words, Path.of("/"), environment, new byte[0]).run(Deadline.in(PATIENCE));
        if (ended.code() != 0) {
            throw new ModuleFailure(
                    "the SELinux label could not be set: " + ended.err().strip());
        }
        return ended.out();
    }
}
