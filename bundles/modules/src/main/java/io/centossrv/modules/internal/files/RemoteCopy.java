// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code remote_src: true}: copies a file or a folder of the node. */
final class RemoteCopy {
    private final ModuleContext context;
    private final Arguments arguments;

    RemoteCopy(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
    }

    ModuleResult copy() throws IOException {
        String src = arguments.required("src");
        Path source = context.path(src);
        FileStatus status =
                FileStatus.following(source).orElseThrow(() -> new ModuleFailure("Source " + src + " not found"));
        return status.isFolder() ? folder(src, source) : file(src, source, status);
    }

    private ModuleResult file(String src, Path source, FileStatus status) throws IOException {
        if (!status.isRegular()) {
            throw new ModuleFailure("Source " + src + " is no regular file");
        }
        String dest = arguments.required("dest");
        String name = source.getFileName().toString();
        boolean makesParents = dest.endsWith("/");
        if (makesParents || Files.isDirectory(context.path(dest))) {
            dest = dest.replaceFirst("/*$", "/") + name;
        }
        Target target = Target.of(context, dest);
        boolean replacesLink = target.status().filter(FileStatus::isLink).isPresent() && !arguments.flag("follow");
        target = target.followed(arguments.flag("follow"));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", target.label());
        values.put("src", src);
        if (Files.exists(target.path()) && !arguments.flag("force")) {
            return PathInfo.added(context, ModuleResult.of(false, values).saying("file already exists"));
        }
        String checksum = Checksum.ofFile(source, "SHA-1");
        values.put("md5sum", Checksum.ofFile(source, "MD5"));
        values.put("checksum", checksum);
        refuse(checksum);
        WantedAttributes attributes = attributes(status);
        boolean same = !replacesLink
                && Checksum.sha1(target.path()).filter(checksum::equals).isPresent();
        if (same) {
            boolean changed = attributes.apply(target.path(), target.label(), context.check(), Changes.ignored());
            return PathInfo.added(context, ModuleResult.of(changed, values));
        }
        if (!context.check()) {
            parents(target.path().toAbsolutePath().getParent(), makesParents);
            if (arguments.flag("backup")) {
                Backup.of(target.path(), context.clock()).ifPresent(path -> values.put("backup_file", path));
            }
            try (InputStream in = Files.newInputStream(source)) {
                new FileWriting(attributes, new Validation(context)::check).write(target.path(), in);
            }
        }
        return PathInfo.added(context, ModuleResult.of(true, values));
    }

    private WantedAttributes attributes(FileStatus source) {
        WantedAttributes attributes = WantedAttributes.of(arguments);
        boolean preserves =
                attributes.mode().filter(CopyModule.PRESERVE::equals).isPresent();
        return preserves ? attributes.withMode(Optional.of((long) source.mode())) : attributes;
    }

    private void refuse(String checksum) {
        Optional<String> expected = arguments.text("checksum").filter(sum -> !sum.equals(checksum));
        if (expected.isPresent()) {
            throw new ModuleFailure(
                    "Copied file does not match the expected checksum. Transfer failed.",
                    Map.of("checksum", checksum, "expected_checksum", expected.get()));
        }
    }

    private void parents(Path parent, boolean make) throws IOException {
        if (Files.isDirectory(parent)) {
            return;
        }
        if (!make) {
            throw new ModuleFailure("Destination directory " + parent + " does not exist");
        }
        new FolderChain(WantedAttributes.of(arguments).withMode(arguments.raw("directory_mode"))).create(parent);
    }

    private ModuleResult folder(String src, Path source) throws IOException {
        String dest = arguments.required("dest");
        boolean content = src.endsWith("/");
        boolean existed = Files.isDirectory(context.path(dest));
        if (Files.exists(context.path(dest)) && !existed) {
            throw new ModuleFailure("cannot copy a folder over the file " + dest);
        }
        String inside = dest.replaceFirst("/*$", "/") + source.getFileName();
        String shown = existed && !content ? inside : dest;
        Path target = context.path(content ? dest : inside);
        boolean changed = new TreeCopy(context, attributesOfTree()).copy(source, target);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", shown);
        values.put("src", src);
        values.put("md5sum", null);
        values.put("checksum", null);
        Path shownPath = context.path(shown);
        if (Files.exists(shownPath)) {
            changed |= attributes(FileStatus.following(source).orElseThrow())
                    .apply(shownPath.toRealPath(), shown, context.check(), Changes.ignored());
        }
        return PathInfo.added(context, ModuleResult.of(changed, values));
    }

    private WantedAttributes attributesOfTree() {
        WantedAttributes attributes = WantedAttributes.of(arguments);
        boolean preserves =
                attributes.mode().filter(CopyModule.PRESERVE::equals).isPresent();
        return preserves ? attributes.withMode(Optional.empty()) : attributes;
    }
}
