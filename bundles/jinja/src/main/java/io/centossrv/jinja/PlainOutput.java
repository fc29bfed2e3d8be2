// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja;

import io.centossrv.jinja.spi.Output;
import io.centossrv.jinja.value.Text;

/** Writes each value as {@code str()} gives it; all of it is a text. */
public final class PlainOutput implements Output {
    @Override
    public Object finished(Object value) {
        return value instanceof CharSequence ? value : Text.of(value);
    }

    @Override
    public Object join(Written written) {
        return written.text();
    }
}
