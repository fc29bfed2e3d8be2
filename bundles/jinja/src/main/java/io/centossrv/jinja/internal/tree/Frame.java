// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Undefined;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names that are visible at a place of a template: those of its own, of the frames around it, of the context. */
public final class Frame {
    private final Rendering rendering;
    private final TemplateContext context;
    private final Frame parent;
    private Map<String, Object> locals;

    private Frame(Rendering rendering, TemplateContext context, Frame parent) {
        this.rendering = rendering;
        this.context = context;
        this.parent = parent;
    }

    /** Makes the outermost frame of a template or block. */
    public static Frame of(Rendering rendering, TemplateContext context) {
        return new Frame(rendering, context, null);
    }

    /** Makes a frame inside of this one. */
    public Frame inner() {
        return new Frame(rendering, context, this);
    }

    public Rendering rendering() {
        return rendering;
    }

    public TemplateContext context() {
        return context;
    }

    /** Tells whether this is a template's outermost frame, whose names others can import. */
    public boolean isTop() {
        return parent == null;
    }

    /** Gives a name a value here. */
    public void put(String name, Object value) {
        if (locals == null) {
            locals = new HashMap<>();
        }
        locals.put(name, value);
    }

    /** Returns a name's value; undefined where it has none. */
    public Object get(String name) {
        for (Frame frame = this; frame != null; frame = frame.parent) {
            if (frame.locals != null) {
                Object value = frame.locals.get(name);
                if (value != null || frame.locals.containsKey(name)) {
                    return value;
                }
            }
        }
        Optional<Items.Found> found = context.find(name);
        return found.isPresent() ? found.get().value() : Undefined.name(name);
    }

    /** Returns the names of all frames, inner ones before outer ones. */
    public Map<String, Object> visible() {
        Map<String, Object> all = parent == null ? new LinkedHashMap<>() : parent.visible();
        if (locals != null) {
            all.putAll(locals);
        }
        return all;
    }
}
