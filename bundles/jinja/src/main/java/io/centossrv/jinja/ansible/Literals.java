// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import io.centossrv.jinja.internal.text.PythonLiteral;
import java.util.Optional;

/** Values that are written as literals of Python, as in inventories. */
public final class Literals {
    private Literals() {}

    /** Returns the value, which may be null, that a text is a literal of; else the text as it is. */
    public static Object orText(String text) {
        Optional<PythonLiteral.Value> literal = PythonLiteral.read(text.strip());
        return literal.isPresent() ? literal.orElseThrow().value() : text;
    }
}
