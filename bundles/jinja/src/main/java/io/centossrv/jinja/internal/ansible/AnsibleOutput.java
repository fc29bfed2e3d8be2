// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.internal.text.PythonLiteral;
import io.centossrv.jinja.spi.Output;
import io.centossrv.jinja.value.DictView;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Range;
import io.centossrv.jinja.value.Undefined;
import java.util.Collection;
import java.util.Map;

/**
 * Writes None as nothing, and reads what looks like a list, a dict or a boolean as one.
 *
 * @param convert whether texts are read as literals; the files of the {@code template} module are not
 */
public record AnsibleOutput(boolean convert) implements Output {
    @Override
    public Object finished(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map || value instanceof Collection) {
            Definedness.check(value);
            return value instanceof DictView || value instanceof Range ? Items.list(value) : value;
        }
        return Undefined.isNothing(value) ? "" : Undefined.check(value);
    }

    @Override
    public Object join(Written written) {
        if (written.count() == 1 && Marked.is(written.only(), Marked.Mark.VERBATIM)) {
            return convert ? written.only() : written.text();
        }
        String text = written.text();
        boolean markup = written.count() == 1 && Marked.is(written.only(), Marked.Mark.MARKUP);
        Object whole = markup ? written.only() : text;
        boolean literal = text.startsWith("{") || text.startsWith("[") || text.equals("True") || text.equals("False");
        return convert && literal
                ? PythonLiteral.readWithJson(text)
                        .map(PythonLiteral.Value::value)
                        .orElse(whole)
                : whole;
    }
}
