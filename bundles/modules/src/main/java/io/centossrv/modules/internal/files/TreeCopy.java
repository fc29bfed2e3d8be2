// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Copies a folder of the node file by file: what is missing with the source's mode, what differs with its content. */
final class TreeCopy {
    private static final int DEEPEST = 200;

    private final ModuleContext context;
    private final WantedAttributes wanted;

    TreeCopy(ModuleContext context, WantedAttributes wanted) {
        this.context = context;
        this.wanted = wanted;
    }

    /** Copies; in check mode only tells. Returns whether anything changed or would. */
    boolean copy(Path source, Path target) throws IOException {
        if (target.toAbsolutePath().normalize().startsWith(source.toRealPath())) {
            throw new ModuleFailure("cannot copy the folder " + source + " into itself");
        }
        return folder(source, target, 0);
    }

    private boolean folder(Path source, Path target, int depth) throws IOException {
        if (depth > DEEPEST || context.deadline().passed()) {
            throw new ModuleFailure(
                    depth > DEEPEST
                            ? "the folder " + source + " is nested too deeply"
                            : "the time was over at " + target);
        }
        boolean changed = false;
        if (!Files.isDirectory(target)) {
            changed = true;
            if (!context.check()) {
                FileStatus status = FileStatus.following(source).orElseThrow();
                Optional<Object> mode = depth == 0 ? Optional.empty() : Optional.of((long) status.mode());
                new FolderChain(wanted.withMode(mode)).create(target.toAbsolutePath());
            }
        }
        Set<Path> entries = new TreeSet<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(source)) {
            stream.forEach(entries::add);
        }
        for (Path entry : entries) {
            Path place = target.resolve(entry.getFileName());
            boolean keepsLink =
                    Files.isSymbolicLink(entry) && !context.arguments().flag("local_follow");
            if (keepsLink) {
                changed |= link(entry, place);
            } else if (Files.isDirectory(entry)) {
                changed |= folder(entry, place, depth + 1);
            } else if (Files.isRegularFile(entry)) {
                changed |= file(entry, place);
            }
        }
        return changed;
    }

    private boolean link(Path source, Path place) throws IOException {
        Path to = Files.readSymbolicLink(source);
        if (Files.isSymbolicLink(place) && Files.readSymbolicLink(place).equals(to)) {
            return false;
        }
        if (!context.check()) {
            Replacement.of(place, temporary -> Files.createSymbolicLink(temporary, to));
        }
        return true;
    }

    private boolean file(Path source, Path place) throws IOException {
        boolean exists = Files.isRegularFile(place);
        if (exists && Checksum.ofFile(source, "SHA-1").equals(Checksum.ofFile(place, "SHA-1"))) {
            return wanted.withMode(Optional.empty())
                    .apply(place.toRealPath(), place.toString(), context.check(), Changes.ignored());
        }
        if (!context.check()) {
            FileStatus status = FileStatus.following(source).orElseThrow();
            Optional<Object> mode =
                    wanted.mode().or(() -> exists ? Optional.empty() : Optional.of((long) status.mode()));
            try (InputStream in = Files.newInputStream(source)) {
                new FileWriting(wanted.withMode(mode), temporary -> {}).write(place, in);
            }
        }
        return true;
    }
}
