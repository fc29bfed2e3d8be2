// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja;

import io.centossrv.jinja.internal.filter.CoreFilters;
import io.centossrv.jinja.internal.parse.Globals;
import io.centossrv.jinja.internal.parse.Parser;
import io.centossrv.jinja.internal.test.CoreTests;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.jinja.spi.Output;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.spi.TemplateLoader;
import io.centossrv.jinja.spi.Test;
import java.util.HashMap;
import java.util.Map;

/**
 * What templates are compiled and rendered with: their syntax, the filters, tests and global names, where other
 * templates come from, and limits. Immutable. Thread-safe.
 */
public final class Environment {
    private final LoadedLibrary library;

    private Environment(LoadedLibrary library) {
        this.library = library;
    }

    /** Returns a builder with the language's own filters, tests and globals. */
    public static Builder builder() {
        return new Builder();
    }

    /** Compiles a template; throws a syntax error with its place. */
    public Template compile(String name, String source) {
        return compile(name, source, library.syntax());
    }

    /** Compiles a template that is written in another way. */
    public Template compile(String name, String source, Syntax otherSyntax) {
        return new Template(library, Parser.parse(name, source, otherSyntax, library));
    }

    /** Returns how templates are written unless said otherwise. */
    public Syntax syntax() {
        return library.syntax();
    }

    /** Makes an environment. */
    public static final class Builder {
        private Syntax syntax = Syntax.defaults();
        private Limits limits = Limits.defaults();
        private Output output = new PlainOutput();
        private TemplateLoader loader = TemplateLoader.none();
        private final Map<String, Filter> filters = new HashMap<>(CoreFilters.all());
        private final Map<String, Test> tests = new HashMap<>(CoreTests.all());
        private final Map<String, Object> globals = new HashMap<>(Globals.all());

        private Builder() {}

        public Builder syntax(Syntax value) {
            syntax = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        public Builder output(Output value) {
            output = value;
            return this;
        }

        public Builder loader(TemplateLoader value) {
            loader = value;
            return this;
        }

        /** Adds filters; those of the same name are replaced. */
        public Builder filters(Map<String, Filter> more) {
            filters.putAll(more);
            return this;
        }

        /** Adds tests; those of the same name are replaced. */
        public Builder tests(Map<String, Test> more) {
            tests.putAll(more);
            return this;
        }

        /** Adds a name that every template knows. */
        public Builder global(String name, Object value) {
            globals.put(name, value);
            return this;
        }

        public Environment build() {
            return new Environment(new LoadedLibrary(syntax, limits, output, loader, filters, tests, globals));
        }
    }
}
