// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.ModuleContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a task is about.
 *
 * @param label the path as the task writes it
 * @param path the path on the node
 * @param status what is there itself, before the deed
 */
public record Target(String label, Path path, Optional<FileStatus> status) {
    public static Target of(ModuleContext context, String label) throws IOException {
        Path path = context.path(label);
        return new Target(label, path, FileStatus.of(path));
    }

    /** Returns what a link leads to, and the target itself where it is no link or follows nothing. */
    public Target followed(boolean follow) throws IOException {
        if (!follow || status.isEmpty() || !status.get().isLink()) {
            return this;
        }
        Path real = RealPath.of(path);
        return new Target(real.toString(), real, FileStatus.of(real));
    }

    /** Returns the state in words. */
    public Optional<String> state() {
        return status.map(FileStatus::shownState);
    }
}
