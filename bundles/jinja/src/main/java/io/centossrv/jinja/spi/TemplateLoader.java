// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import java.util.Optional;

/** Finds the templates that others include, import or extend. Asked by many threads. */
@FunctionalInterface
public interface TemplateLoader {
    /** Returns a template's text; empty where there is none of this name. */
    Optional<String> load(String name);

    /** Returns a loader that finds nothing. */
    static TemplateLoader none() {
        return name -> Optional.empty();
    }
}
