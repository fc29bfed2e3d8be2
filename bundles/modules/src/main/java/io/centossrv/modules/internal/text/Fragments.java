// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a folder, of the node or of the project, that {@code assemble} joins. */
final class Fragments {
    private static final int LARGEST = 64 * 1024 * 1024;

    private final ModuleContext context;
    private final Arguments arguments;
    private final String src;

    Fragments(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.src = arguments.required("src");
    }

    byte[] joined() throws IOException {
        Optional<Expression> wanted = arguments.text("regexp").map(text -> Expression.ofText(text, 0));
        byte[] delimiter = delimiter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean open = false;
        boolean first = true;
        for (String name : names()) {
            boolean hidden = arguments.flag("ignore_hidden") && name.startsWith(".");
            if (hidden || (wanted.isPresent() && !wanted.get().isIn(name))) {
                continue;
            }
            Optional<byte[]> content = read(name);
            if (content.isEmpty()) {
                continue;
            }
            if (open) {
                out.write('\n');
            }
            if (!first) {
                out.writeBytes(delimiter);
            }
            out.writeBytes(content.get());
            if (out.size() > LARGEST) {
                throw new ModuleFailure("the files in " + src + " are larger than 64 MiB together");
            }
            byte[] bytes = content.get();
            open = bytes.length == 0 || bytes[bytes.length - 1] != '\n';
            first = false;
        }
        return out.toByteArray();
    }

    /** Returns what stands between two fragments: a line of its own, in which escapes are as in Python's texts. */
    private byte[] delimiter() {
        String text = arguments.text("delimiter").orElse("");
        if (text.isEmpty()) {
            return new byte[0];
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = c == '\\' && i + 1 < text.length() ? "nrtabfv\\'\"0".indexOf(text.charAt(i + 1)) : -1;
            out.append(known < 0 ? c : "\n\r\t\u0007\b\f\u000b\\'\"\0".charAt(known));
            i += known < 0 ? 0 : 1;
        }
        if (out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        if (arguments.flag("remote_src")) {
            Path folder = context.path(src);
            if (!Files.exists(folder)) {
                throw new ModuleFailure("Source (" + src + ") does not exist");
            }
            if (!Files.isDirectory(folder)) {
                throw new ModuleFailure("Source (" + src + ") is not a directory");
            }
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
            }
        }
        Project project = context.project();
        if (!project.isFolder(root())) {
            boolean file = project.read(root()).isPresent();
            throw new ModuleFailure(
                    file ? "Source (" + src + ") is not a directory" : "Could not find or access '" + src + "'");
        }
        String prefix = root() + "/";
        return project.filesBelow(root()).stream()
                .map(path -> path.substring(prefix.length()))
                .filter(name -> name.indexOf('/') < 0)
                .sorted()
                .toList();
    }

    private String root() {
        return src.replaceFirst("/+$", "");
    }

    private Optional<byte[]> read(String name) throws IOException {
        if (!arguments.flag("remote_src")) {
            return context.project().read(root() + "/" + name);
        }
        Path file = context.path(src).resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST) {
            throw new ModuleFailure(file + " is larger than 64 MiB");
        }
        return Optional.of(Files.readAllBytes(file));
    }
}
