// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code first_found}: the first of several files that is there. */
final class FirstFound {
    private FirstFound() {}

    static List<Object> find(List<Object> terms, Map<String, Object> options, LookupContext context) {
        boolean skip = Truth.of(options.getOrDefault("skip", false));
        List<String> candidates = new ArrayList<>();
        if (terms.isEmpty() && options.containsKey("files")) {
            skip |= add(candidates, options);
        }
        for (Object term : terms) {
            skip |= add(candidates, term);
        }
        for (String candidate : candidates) {
            for (String folder : List.of("files", "templates", "vars")) {
                Optional<Path> found = context.file(folder, candidate);
                if (found.isPresent()) {
                    return List.of(found.get().toAbsolutePath().normalize().toString());
                }
            }
        }
        if (skip) {
            return List.of();
        }
        throw EvaluationError.value("No file was found when using first_found.");
    }

    /** Adds the candidates of a term; returns whether it says that finding none is no error. */
    private static boolean add(List<String> candidates, Object term) {
        if (term instanceof Map<?, ?> map) {
            List<String> paths = words(map.get("paths"), "[,:;]");
            for (String file : words(map.get("files"), "[,;]")) {
                if (paths.isEmpty()) {
                    candidates.add(file);
                }
                paths.forEach(path -> candidates.add(path + "/" + file));
            }
            return map.get("skip") != null && Truth.of(map.get("skip"));
        }
        if (Text.isText(term)) {
            candidates.add(term.toString());
            return false;
        }
        boolean skip = false;
        for (Object inner : Items.view(term)) {
            skip |= add(candidates, inner);
        }
        return skip;
    }

    private static List<String> words(Object value, String separators) {
        if (value == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (Object each : Text.isText(value) ? List.of(value) : Items.view(value)) {
            for (String word : Text.of(each).split(separators)) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return words;
    }
}
