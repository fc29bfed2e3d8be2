// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.archives;

import io.centossrv.modules.internal.files.Changes;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One archive unpacked into one folder. */
final class Unarchive {
    private final ModuleContext context;
    private final Arguments arguments;
    private final Path dest;

    Unarchive(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.dest = context.path(arguments.required("dest"));
    }

    static boolean ofNode(Arguments arguments) {
        return arguments.flag("remote_src") || !arguments.flag("copy");
    }

    ModuleResult run() throws IOException {
        Optional<String> creates = arguments.text("creates");
        if (creates.isPresent() && Files.exists(context.path(creates.get()), LinkOption.NOFOLLOW_LINKS)) {
            return ModuleResult.of(false, Map.of())
                    .withSkipped(true, false)
                    .saying("skipped, since " + creates.get() + " exists");
        }
        String src = arguments.required("src");
        if (ofNode(arguments)) {
            if (src.contains("://")) {
                throw new ModuleFailure("src is a URL, which is not supported yet: fetch it by get_url first");
            }
            Path file = context.path(src);
            if (!Files.exists(file)) {
                throw new ModuleFailure("Source '" + src + "' does not exist");
            }
            return unpack(file);
        }
        byte[] content = context.project()
                .read(src)
                .orElseThrow(() -> new ModuleFailure("Could not find or access '" + src + "' in the project"));
        Path copy = Files.createTempFile("centossrv-", ".archive");
        try {
            Files.write(copy, content);
            return unpack(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private ModuleResult unpack(Path file) throws IOException {
        if (!Files.isDirectory(dest)) {
            throw new ModuleFailure("dest '" + arguments.required("dest") + "' must be an existing dir");
        }
        if (Files.size(file) == 0) {
            throw new ModuleFailure("Invalid archive '" + file + "', the file is 0 bytes");
        }
        TarArchive archive = new TarArchive(context, file, dest);
        List<String> names = archive.names()
                .orElseThrow(() -> new ModuleFailure("Failed to find handler for \"" + file
                        + "\": tar can't read it, and other archives, such as those of zip, are not supported yet"));
        TarArchive.refuseOutside(names);
        if (context.check()) {
            return ModuleResult.of(false, Map.of())
                    .withSkipped(true, true)
                    .saying("remote module (ansible.legacy.unarchive) does not support check mode when using gtar");
        }
        List<String> before = archive.differences();
        boolean changed = false;
        if (!before.isEmpty()) {
            archive.extract();
            // What differs afterwards as before, such as a newer file that is kept, was not changed.
            changed = !archive.differences().equals(before);
        }
        List<String> members = archive.members();
        WantedAttributes attributes = WantedAttributes.of(arguments);
        for (String member : members) {
            Path path = dest.resolve(member);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                changed |= attributes.apply(path, path.toString(), false, Changes.ignored());
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", arguments.required("dest"));
        values.put("src", arguments.required("src"));
        if (arguments.flag("list_files")) {
            values.put("files", members);
        }
        return PathInfo.added(context, ModuleResult.of(changed, values));
    }
}
