// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** {@code recurse: true}: attributes of all that is below a folder, and of what links in it lead to, as Ansible does. */
final class AttributesBelow {
    private final ModuleContext context;
    private final WantedAttributes wanted;
    private final WantedTimes times;
    private final Set<Path> seen = new HashSet<>();

    AttributesBelow(ModuleContext context, WantedAttributes wanted, WantedTimes times) {
        this.context = context;
        this.wanted = wanted;
        this.times = times;
    }

    boolean apply(Path folder) throws IOException {
        if (!seen.add(folder.toRealPath())) {
            return false;
        }
        boolean changed = false;
        for (Path entry : entries(folder)) {
            if (context.deadline().passed()) {
                throw new ModuleFailure("the time was over at " + entry + ": what comes after it was left as it is");
            }
            changed |= one(entry);
            if (Files.isSymbolicLink(entry)) {
                changed |= context.arguments().flag("follow") && target(entry);
            } else if (Files.isDirectory(entry)) {
                changed |= apply(entry);
            }
        }
        return changed;
    }

    private boolean target(Path link) throws IOException {
        if (!Files.exists(link)) {
            return false;
        }
        Path target = link.toRealPath();
        boolean changed = Files.isDirectory(target) && apply(target);
        return one(target) || changed;
    }

    private boolean one(Path path) throws IOException {
        boolean changed = wanted.apply(path, path.toString(), context.check(), Changes.ignored());
        boolean leadsNowhere = Files.isSymbolicLink(path) && !Files.exists(path);
        if (!leadsNowhere) {
            changed |= times.apply(path, path.toString(), context.check(), Changes.ignored());
        }
        return changed;
    }

    private static Set<Path> entries(Path folder) throws IOException {
        Set<Path> sorted = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(sorted::add);
        }
        return sorted;
    }
}
