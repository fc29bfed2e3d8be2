// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

/**
 * A glob, checked by the parser, as PostgreSQL matches it.
 *
 * @param operator {@code like} where it can be: then an index finds what begins so
 */
record NamePattern(String operator, String text) {
    static NamePattern of(String glob) {
        if (glob.indexOf('[') < 0) {
            return new NamePattern(
                    "like", glob.replace("_", "\\_").replace('*', '%').replace('?', '_'));
        }
        String regex =
                glob.replace(".", "\\.").replace("*", ".*").replace('?', '.').replace("[!", "[^");
        return new NamePattern("~", "^" + regex + "$");
    }
}
