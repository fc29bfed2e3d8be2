// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.playbook.model.Vaulted;
import java.util.Collection;
import java.util.Map;

/** Tells whether a value is known before the run. */
final class Templates {
    private Templates() {}

    /** Returns whether a template or an encrypted value is in it. */
    static boolean in(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().anyMatch(entry -> in(entry.getKey()) || in(entry.getValue()));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(Templates::in);
        }
        return value instanceof Vaulted || (value instanceof CharSequence text && Templar.isTemplate(text));
    }
}
