// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.spi.Variables;
import io.centossrv.jinja.value.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one template of a rendering knows: the variables given, the names that it exports, its blocks and those that override them. */
public final class TemplateContext {
    private final String template;
    private final Variables variables;
    private final Map<String, Object> globals;
    private final Map<String, Object> exported = new LinkedHashMap<>();
    private final Map<String, List<BlockBody>> blocks = new HashMap<>();

    public TemplateContext(String template, Variables variables, Map<String, Object> globals) {
        this.template = template;
        this.variables = variables;
        this.globals = globals;
    }

    /** Returns the template's name. */
    public String template() {
        return template;
    }

    public Map<String, Object> globals() {
        return globals;
    }

    /** Makes a name visible to blocks, to included templates, and to who imports this one. */
    public void export(String name, Object value) {
        exported.put(name, value);
    }

    /** Returns what is exported. */
    public Map<String, Object> exported() {
        return exported;
    }

    Optional<Items.Found> find(String name) {
        Object own = exported.get(name);
        if (own != null || exported.containsKey(name)) {
            return Optional.of(new Items.Found(own));
        }
        Optional<Items.Found> given = variables.find(name);
        if (given.isPresent()) {
            return given;
        }
        Object global = globals.get(name);
        return global != null ? Optional.of(new Items.Found(global)) : Optional.empty();
    }

    /** Returns the variables of a template that this one includes: its own, and names of where it is included. */
    public Variables withLocals(Map<String, Object> locals) {
        return name -> {
            Object local = locals.get(name);
            return local != null || locals.containsKey(name) ? Optional.of(new Items.Found(local)) : find(name);
        };
    }

    /** Adds a block below those that override it. */
    public void addBlock(String name, BlockBody block) {
        blocks.computeIfAbsent(name, key -> new ArrayList<>()).add(block);
    }

    /** Returns a block: at depth 0 the one in charge, deeper the ones that it overrides. */
    public Optional<BlockBody> block(String name, int depth) {
        List<BlockBody> all = blocks.getOrDefault(name, List.of());
        return depth < all.size() ? Optional.of(all.get(depth)) : Optional.empty();
    }
}
