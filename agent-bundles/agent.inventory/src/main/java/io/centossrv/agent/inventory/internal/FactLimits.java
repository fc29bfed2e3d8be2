// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the control plane takes: it would refuse a whole report for one fact, so that fact's collector is refused here. */
final class FactLimits {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int MAX_NAME = 120;
    private static final int MAX_FACTS = 200;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_TEXTS = 1_000;

    private FactLimits() {}

    /**
     * Returns facts by their whole names, whole numbers as Long.
     *
     * @throws IllegalArgumentException with what breaks a limit
     */
    static Map<String, Object> checked(String namespace, Map<String, Object> collected) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("its namespace is not a word of lower-case letters");
        }
        if (collected.size() > MAX_FACTS) {
            throw new IllegalArgumentException("it has more than " + MAX_FACTS + " facts");
        }
        Map<String, Object> checked = new TreeMap<>();
        collected.forEach((name, value) -> {
            if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a fact's name is not dotted words");
            }
            checked.put(namespace + "." + name, value(name, value));
        });
        return checked;
    }

    private static Object value(String name, Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return text(name, text);
        }
        if (value instanceof List<?> texts && texts.size() <= MAX_TEXTS) {
            return texts.stream().map(element -> text(name, element)).toList();
        }
        throw new IllegalArgumentException("the fact " + name + " is no text, whole number, flag or list of texts");
    }

    private static String text(String name, Object value) {
        if (value instanceof String text && text.length() <= MAX_TEXT) {
            return text;
        }
        throw new IllegalArgumentException("the fact " + name + " holds what is no text, or is too long");
    }
}
