// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies one content, which is in memory, to one place. */
final class ContentCopy {
    private final ModuleContext context;
    private final Arguments arguments;

    ContentCopy(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
    }

    ModuleResult copy(SourceContent source) throws IOException {
        return copy(source, place(arguments.required("dest"), source));
    }

    /** Returns the path of the file itself where the destination is a folder. */
    private String place(String dest, SourceContent source) {
        boolean isFolder = Files.isDirectory(context.path(dest));
        if (isFolder && source.name().isEmpty()) {
            throw new ModuleFailure("can not use content with a dir as dest");
        }
        if (isFolder || dest.endsWith("/")) {
            return dest.replaceFirst("/*$", "/") + source.name().orElse("");
        }
        return dest;
    }

    ModuleResult copy(SourceContent source, String dest) throws IOException {
        String wanted = Checksum.sha1(source.content());
        Optional<String> expected = arguments.text("checksum").filter(sum -> !sum.equals(wanted));
        if (expected.isPresent()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("checksum", wanted);
            values.put("expected_checksum", expected.get());
            throw new ModuleFailure("Copied file does not match the expected checksum. Transfer failed.", values);
        }
        Target target = Target.of(context, dest);
        boolean replacesLink = target.status().filter(FileStatus::isLink).isPresent() && !arguments.flag("follow");
        if (FileStatus.following(target.path()).isPresent() && !arguments.flag("force")) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("dest", dest);
            source.label().ifPresent(label -> values.put("src", label));
            return ModuleResult.of(false, values);
        }
        target = target.followed(arguments.flag("follow"));
        WantedAttributes attributes = wanted(source);
        boolean same = !replacesLink
                && Checksum.sha1(target.path()).filter(wanted::equals).isPresent();
        return same ? keep(target, wanted, attributes) : replace(target, dest, source, wanted, attributes);
    }

    private WantedAttributes wanted(SourceContent source) {
        WantedAttributes attributes = WantedAttributes.of(arguments);
        boolean preserves =
                attributes.mode().filter(CopyModule.PRESERVE::equals).isPresent();
        return preserves ? attributes.withMode(source.mode().map(Integer::longValue)) : attributes;
    }

    private ModuleResult keep(Target target, String checksum, WantedAttributes attributes) throws IOException {
        Changes changes = new Changes(target.label(), Optional.of("file"), "file");
        boolean changed = attributes.apply(target.path(), target.label(), context.check(), changes);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", target.label());
        values.put("dest", target.label());
        values.put("checksum", checksum);
        return PathInfo.added(context, ModuleResult.of(changed, values).with(List.of(changes.diff())));
    }

    private ModuleResult replace(
            Target target, String shown, SourceContent source, String checksum, WantedAttributes attributes)
            throws IOException {
        List<Diff> diffs = context.diff()
                ? List.of(ContentDiff.of(
                        shown, context.path(shown), source.label().orElse("content"), source.content()))
                : List.of();
        if (context.check()) {
            return ModuleResult.of(true, Map.of()).with(diffs);
        }
        parents(target);
        Optional<String> backup =
                arguments.flag("backup") ? Backup.of(target.path(), context.clock()) : Optional.empty();
        try {
            new FileWriting(attributes, new Validation(context)::check)
                    .write(target.path(), new ByteArrayInputStream(source.content()));
        } catch (ModuleFailure e) {
            Map<String, Object> values = new LinkedHashMap<>(e.result().values());
            values.put("checksum", checksum);
            return ModuleResult.failed(String.valueOf(e.getMessage()), values).with(diffs);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", target.label());
        values.put("md5sum", Checksum.md5(source.content()));
        values.put("checksum", checksum);
        backup.ifPresent(path -> values.put("backup_file", path));
        return PathInfo.added(context, ModuleResult.of(true, values).with(diffs));
    }

    /** A destination that ends in a slash, or lies in a copied folder, has its parents made; another must have one. */
    private void parents(Target target) throws IOException {
        Path parent = target.path().toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(parent)) {
            return;
        }
        if (!arguments.required("dest").endsWith("/")) {
            throw new ModuleFailure("Destination directory " + parent + " does not exist");
        }
        try {
            new FolderChain(WantedAttributes.of(arguments).withMode(arguments.raw("directory_mode"))).create(parent);
        } catch (IOException e) {
            throw new ModuleFailure("the folder could not be made: " + Errno.text(e, parent.toString()));
        }
    }
}
