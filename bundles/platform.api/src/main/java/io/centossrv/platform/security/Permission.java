// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.security;

import java.util.regex.Pattern;

/**
 * The right to do one kind of thing, written {@code noun:verb}, such as {@code node:read} or {@code job:run}.
 *
 * @param name the noun, a colon, the verb; both lower-case with hyphens
 */
public record Permission(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*:[a-z][a-z0-9-]*");

    public Permission {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a permission (noun:verb): " + name);
        }
    }

    /** Returns the part before the colon. */
    public String noun() {
        return name.substring(0, name.indexOf(':'));
    }

    @Override
    public String toString() {
        return name;
    }
}
