// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja;

import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.internal.parse.Parser;
import io.centossrv.jinja.internal.text.Nearest;
import io.centossrv.jinja.internal.tree.Library;
import io.centossrv.jinja.internal.tree.TemplateTree;
import io.centossrv.jinja.regex.PythonPatterns;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.jinja.spi.Output;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.spi.TemplateLoader;
import io.centossrv.jinja.spi.Test;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What an {@link Environment}'s templates find around them; the loader's templates are kept compiled. */
record LoadedLibrary(
        Syntax syntax,
        Limits limits,
        Output output,
        TemplateLoader loader,
        Map<String, Filter> filters,
        Map<String, Test> tests,
        Map<String, Object> globals,
        PythonPatterns patterns,
        Map<String, TemplateTree> kept)
        implements Library {
    private static final int MOST_KEPT = 1000;

    LoadedLibrary(
            Syntax syntax,
            Limits limits,
            Output output,
            TemplateLoader loader,
            Map<String, Filter> filters,
            Map<String, Test> tests,
            Map<String, Object> globals) {
        this(
                syntax,
                limits,
                output,
                loader,
                Map.copyOf(filters),
                Map.copyOf(tests),
                Map.copyOf(globals),
                new PythonPatterns(),
                new ConcurrentHashMap<>());
    }

    @Override
    public Optional<TemplateTree> load(String name) {
        TemplateTree known = kept.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TemplateTree> loaded = loader.load(name).map(source -> Parser.parse(name, source, syntax, this));
        if (kept.size() < MOST_KEPT) {
            loaded.ifPresent(tree -> kept.put(name, tree));
        }
        return loaded;
    }

    @Override
    public Filter filter(String name) {
        Filter filter = filters.get(name);
        if (filter == null) {
            throw new TemplateSyntaxError("No filter named '" + name + "'." + Nearest.hint(name, filters.keySet()));
        }
        return filter;
    }

    @Override
    public Test test(String name) {
        Test test = tests.get(name);
        if (test == null) {
            throw new TemplateSyntaxError("No test named '" + name + "'." + Nearest.hint(name, tests.keySet()));
        }
        return test;
    }

    @Override
    public boolean hasFilter(String name) {
        return filters.containsKey(name);
    }

    @Override
    public boolean hasTest(String name) {
        return tests.containsKey(name);
    }
}
