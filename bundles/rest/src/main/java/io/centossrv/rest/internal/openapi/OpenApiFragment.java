// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the part of the OpenAPI document that a bundle brings. */
public final class OpenApiFragment {
    private static final int LONGEST = 1024 * 1024;
    private static final int DEEPEST = 60;
    private static final int MOST_ALIASES = 50;

    private OpenApiFragment() {}

    /**
     * Returns the fragment as maps and lists.
     *
     * @throws IllegalArgumentException where the text is not YAML, too large, or no object
     */
    public static Map<String, Object> parse(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setAllowDuplicateKeys(false);
        try {
            Object document = new Yaml(new SafeConstructor(limits)).load(text);
            if (document instanceof Map<?, ?> object) {
                return copy(object);
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException("it is no YAML object");
    }

    /** Returns the object below a key; an empty one where there is none. */
    public static Map<String, Object> object(Map<String, Object> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> child ? copy(child) : Map.of();
    }

    /** Returns a copy whose keys are texts: YAML reads the response code 200 as a number. */
    static Map<String, Object> copy(Map<?, ?> object) {
        Map<String, Object> texts = new TreeMap<>();
        object.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }
}
