// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;

/**
 * What a keyword was given.
 *
 * @param value as written, see {@link Keywords}; null where nothing stands there
 * @param at where the keyword stands
 * @param place where the value stands
 */
public record Keyword(Object value, Position at, Place place) {
    /** The value may be a secret. */
    @Override
    public String toString() {
        return "Keyword[at=" + at + "]";
    }
}
