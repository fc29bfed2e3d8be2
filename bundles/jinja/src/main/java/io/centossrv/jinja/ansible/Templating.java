// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import io.centossrv.jinja.Environment;
import io.centossrv.jinja.Template;
import io.centossrv.jinja.internal.ansible.AnsibleFilters;
import io.centossrv.jinja.internal.ansible.AnsibleLookups;
import io.centossrv.jinja.internal.ansible.AnsibleOutput;
import io.centossrv.jinja.internal.ansible.AnsibleTests;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.jinja.spi.Lookup;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.spi.TemplateLoader;
import io.centossrv.jinja.spi.Test;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all hosts of a project are templated with: Jinja2 with Ansible's filters, tests and lookups, and where files are
 * looked for. Compiled texts are kept. Thread-safe.
 */
public final class Templating {
    private static final int MOST_KEPT = 5000;

    private final Environment converting;
    private final Environment plain;
    private final Map<String, Lookup> lookups;
    private final List<Path> searchPath;
    private final Map<String, Template> kept = new ConcurrentHashMap<>();

    private Templating(Builder builder) {
        converting = builder.environment(true);
        plain = builder.environment(false);
        Map<String, Lookup> all = new HashMap<>(AnsibleLookups.all());
        all.putAll(builder.lookups);
        lookups = Map.copyOf(all);
        searchPath = List.copyOf(builder.searchPath);
    }

    /** Returns a builder with what Ansible brings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a templar for a host's variables; of one thread. */
    public Templar templar(RawVariables variables) {
        return new Templar(this, variables);
    }

    /** Returns a text of a playbook compiled: what it gives is a value. */
    Template text(String source) {
        Template known = kept.get(source);
        if (known != null) {
            return known;
        }
        Template compiled = converting.compile("<template>", source);
        if (kept.size() < MOST_KEPT) {
            kept.put(source, compiled);
        }
        return compiled;
    }

    /** Returns a text compiled that is written in another way, to a value or to a text. */
    Template other(String name, String source, Syntax syntax, boolean convert) {
        return (convert ? converting : plain).compile(name, source, syntax);
    }

    Syntax syntax() {
        return converting.syntax();
    }

    Map<String, Lookup> lookups() {
        return lookups;
    }

    List<Path> searchPath() {
        return searchPath;
    }

    /** Makes a templating. */
    public static final class Builder {
        private final Map<String, Filter> filters = new HashMap<>();
        private final Map<String, Test> tests = new HashMap<>();
        private final Map<String, Lookup> lookups = new HashMap<>();
        private List<Path> searchPath = List.of();
        private TemplateLoader loader = TemplateLoader.none();
        private Limits limits = Limits.defaults();
        private boolean doControl;

        private Builder() {}

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

        /** Adds lookups; those of the same name are replaced. */
        public Builder lookups(Map<String, Lookup> more) {
            lookups.putAll(more);
            return this;
        }

        /** Sets the folders that lookups find files in. */
        public Builder searchPath(List<Path> folders) {
            searchPath = folders;
            return this;
        }

        /** Sets where included, imported and extended templates come from. */
        public Builder loader(TemplateLoader value) {
            loader = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /** Sets whether {@code do}, {@code break} and {@code continue} are statements. */
        public Builder doControl(boolean value) {
            doControl = value;
            return this;
        }

        public Templating build() {
            return new Templating(this);
        }

        private Environment environment(boolean convert) {
            return Environment.builder()
                    .syntax(Syntax.defaults().withTrimBlocks(true).withDoControl(doControl))
                    .limits(limits)
                    .loader(loader)
                    .output(new AnsibleOutput(convert))
                    .filters(AnsibleFilters.all())
                    .filters(filters)
                    .tests(AnsibleTests.all())
                    .tests(tests)
                    .build();
        }
    }
}
