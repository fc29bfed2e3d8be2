// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.modules.internal.files.Backup;
import io.centossrv.modules.internal.files.Changes;
import io.centossrv.modules.internal.files.FileStatus;
import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.FolderChain;
import io.centossrv.modules.internal.files.RealPath;
import io.centossrv.modules.internal.files.Validation;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.modules.internal.system.Accounts;
import io.centossrv.modules.internal.system.Umask;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A file whose content a task edits. A link is followed: it stays, and what it leads to changes. */
final class EditedFile {
    private static final long LARGEST = 256L * 1024 * 1024;

    private final ModuleContext context;
    private final String label;
    private final Path path;
    private final Optional<FileStatus> status;
    private final WantedAttributes wanted;
    private final Changes changes = Changes.ignored();
    private boolean attributesChange;
    private Optional<String> backup = Optional.empty();

    private EditedFile(ModuleContext context, String label, Path path, Optional<FileStatus> status) {
        this.context = context;
        this.label = label;
        this.path = path;
        this.status = status;
        this.wanted = WantedAttributes.of(context.arguments());
    }

    static EditedFile of(ModuleContext context) throws IOException {
        String label = context.arguments().required("path");
        Path path = context.path(label);
        if (Files.isDirectory(path)) {
            throw new ModuleFailure("Path " + label + " is a directory !", Map.of("rc", 256L));
        }
        Path real = RealPath.of(path);
        return new EditedFile(context, label, real, FileStatus.of(real));
    }

    String label() {
        return label;
    }

    boolean exists() {
        return status.isPresent();
    }

    byte[] content() throws IOException {
        if (!exists()) {
            return new byte[0];
        }
        if (!status.get().isRegular()) {
            throw new ModuleFailure(label + " is no regular file: it is not edited");
        }
        if (status.get().size() > LARGEST) {
            throw new ModuleFailure(label + " is larger than 256 MiB: it is not edited");
        }
        return Files.readAllBytes(path);
    }

    /** Gives it new content and attributes, or in check mode only finds out what would change. */
    void write(byte[] content) throws IOException {
        attributesChange = exists() && wanted.apply(path, label, true, changes);
        if (context.check()) {
            return;
        }
        parents();
        if (context.arguments().flag("backup") && exists()) {
            backup = Backup.of(path, context.clock()).map(this::besideLabel);
        }
        new FileWriting(wanted, this::validate).write(path, new ByteArrayInputStream(content));
        if (!exists()) {
            tellFresh();
        }
    }

    /** Gives it its attributes where nothing else changes. */
    void keep() throws IOException {
        if (exists()) {
            attributesChange = wanted.apply(path, label, context.check(), changes);
        }
    }

    /** Returns whether other attributes are, or in check mode would be, changed. */
    boolean attributesChange() {
        return attributesChange;
    }

    Optional<String> backup() {
        return backup;
    }

    /** Returns what becomes of content and attributes under Ansible's headers. */
    Diff contentDiff(String before, String after) {
        String header = label + " (content)";
        return new Diff(Optional.of(header), Optional.of(header), Optional.of(before), Optional.of(after), Map.of());
    }

    Diff attributesDiff() {
        String header = label + " (file attributes)";
        Diff all = changes.diff();
        return new Diff(Optional.of(header), Optional.of(header), side(all.before()), side(all.after()), Map.of());
    }

    private static Optional<Object> side(Optional<Object> all) {
        Map<Object, Object> attributes = new LinkedHashMap<>((Map<?, ?>) all.orElse(Map.of()));
        attributes.remove("path");
        return attributes.isEmpty() ? Optional.empty() : Optional.of(attributes);
    }

    private void parents() throws IOException {
        Path parent = path.getParent();
        if (parent != null && !Files.exists(parent)) {
            new FolderChain(new WantedAttributes(Optional.empty(), Optional.empty(), Optional.empty())).create(parent);
        }
    }

    /** A link's target is backed up beside itself, which is what the result says then. */
    private String besideLabel(String copy) {
        Path asked = context.path(label);
        return asked.toAbsolutePath().equals(path)
                ? copy
                : copy.startsWith(path.toString())
                        ? copy
                        : asked.resolveSibling(copy).toString();
    }

    private void validate(Path file) {
        try {
            new Validation(context).check(file);
        } catch (ModuleFailure e) {
            Map<String, Object> values = e.result().values();
            if (!values.containsKey("exit_status")) {
                throw e;
            }
            throw new ModuleFailure(
                    "failed to validate: rc:" + values.get("exit_status") + " error:" + values.get("stderr"));
        }
    }

    /** Ansible writes a file first and gives it its attributes then, and tells of that; ours has them at once. */
    private void tellFresh() throws IOException {
        FileStatus now = FileStatus.of(path).orElseThrow();
        int mode = 0666 & ~Umask.current();
        if (wanted.mode().isPresent() && now.mode() != mode) {
            changes.add("mode", FileStatus.octal(mode), FileStatus.octal(now.mode()));
            attributesChange = true;
        }
        if (wanted.owner().isPresent() && now.uid() != Accounts.own()) {
            changes.add("owner", (long) Accounts.own(), (long) now.uid());
            attributesChange = true;
        }
        int group = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
        if (wanted.group().isPresent() && now.gid() != group) {
            changes.add("group", (long) group, (long) now.gid());
            attributesChange = true;
        }
    }
}
