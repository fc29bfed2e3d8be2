// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Lookup;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lookups that read files of the project, or run commands, on the machine that evaluates. */
final class FileLookups {
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private FileLookups() {}

    static Map<String, Lookup> all() {
        return Map.of(
                "file", FileLookups::file,
                "fileglob", FileLookups::glob,
                "first_found", FirstFound::find,
                "template", FileLookups::template,
                "csvfile", CsvLookup::find,
                "ini", IniLookup::find,
                "pipe", Commands::pipe,
                "lines", Commands::lines);
    }

    static Path required(String folder, String name, LookupContext context) {
        return context.file(folder, name)
                .orElseThrow(() -> EvaluationError.value("could not locate file in lookup: " + name));
    }

    static String read(Path path) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw EvaluationError.value("the file " + path + " is larger than " + MOST_BYTES + " bytes");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw EvaluationError.value("the file " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    private static List<Object> file(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> texts = new ArrayList<>();
        for (Object term : terms) {
            String text = read(required("files", Text.of(term), context));
            String left = Truth.of(options.getOrDefault("lstrip", false)) ? text.stripLeading() : text;
            texts.add(Truth.of(options.getOrDefault("rstrip", true)) ? left.stripTrailing() : left);
        }
        return texts;
    }

    private static List<Object> glob(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> found = new ArrayList<>();
        for (Object term : terms) {
            String pattern = Text.of(term);
            if (pattern.startsWith("/")) {
                found.addAll(Globs.files(pattern));
                continue;
            }
            found.addAll(first(pattern, context));
        }
        return found;
    }

    /** Returns what the first folder has that has any. */
    private static List<String> first(String pattern, LookupContext context) {
        for (Path root : context.searchPath()) {
            for (Path folder : List.of(root.resolve("files"), root)) {
                List<String> files = Globs.files(folder + "/" + pattern);
                if (!files.isEmpty()) {
                    return files;
                }
            }
        }
        return List.of();
    }

    private static List<Object> template(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> rendered = new ArrayList<>();
        boolean convert = Truth.of(options.getOrDefault("convert_data", true));
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("ansible_managed", "Ansible managed");
        if (options.get("template_vars") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> more.put(Text.of(name), value));
        }
        Syntax syntax = Syntax.defaults()
                .withTrimBlocks(Truth.of(options.getOrDefault("trim_blocks", true)))
                .withLstripBlocks(Truth.of(options.getOrDefault("lstrip_blocks", false)));
        for (Object term : terms) {
            Path path = required("templates", Text.of(term), context);
            rendered.add(context.render(path.toString(), read(path), syntax, more, convert));
        }
        return rendered;
    }
}
