// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code state: absent}: nothing is there, whatever it was; a link's target stays. */
final class AbsentState {
    /** How many names a diff tells of a folder that goes: the rest is counted. */
    private static final int MOST_NAMES = 1000;

    private final ModuleContext context;

    AbsentState(ModuleContext context) {
        this.context = context;
    }

    ModuleResult ensure(Target target) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", target.label());
        values.put("state", "absent");
        Optional<FileStatus> status = target.status();
        if (status.isEmpty()) {
            return ModuleResult.of(false, values);
        }
        Changes changes = new Changes(target.label(), target.state(), "absent");
        if (status.get().isFolder() && context.diff()) {
            changes.before("path_content", content(target.path()));
        }
        if (!context.check()) {
            remove(target, status.get());
        }
        return ModuleResult.of(true, values).with(List.of(changes.diff()));
    }

    private static void remove(Target target, FileStatus status) {
        try {
            if (status.isFolder()) {
                TreeRemoval.remove(target.path());
            } else {
                Files.deleteIfExists(target.path());
            }
        } catch (IOException e) {
            throw new ModuleFailure(
                    (status.isFolder() ? "rmtree failed: " : "unlinking failed: ") + Errno.text(e, target.label()),
                    Map.of("path", target.label()));
        }
    }

    private static Map<String, Object> content(Path folder) throws IOException {
        List<String> folders = new ArrayList<>();
        List<String> files = new ArrayList<>();
        long more = 0;
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) walk.skip(1).sorted()::iterator) {
                List<String> kind = Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS) ? folders : files;
                if (folders.size() + files.size() < MOST_NAMES) {
                    kind.add(path.toString());
                } else {
                    more++;
                }
            }
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("directories", folders);
        content.put("files", files);
        if (more > 0) {
            content.put("more", more);
        }
        return content;
    }
}
