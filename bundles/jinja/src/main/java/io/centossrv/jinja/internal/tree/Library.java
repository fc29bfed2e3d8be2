// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.regex.PythonPatterns;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.jinja.spi.Output;
import io.centossrv.jinja.spi.Test;
import java.util.Map;
import java.util.Optional;

/** What templates find around them. Thread-safe. */
public interface Library {
    /** Returns a filter; a syntax error where there is none of this name. */
    Filter filter(String name);

    /** Returns a test; a syntax error where there is none of this name. */
    Test test(String name);

    boolean hasFilter(String name);

    boolean hasTest(String name);

    /** Returns another template; empty where there is none of this name. */
    Optional<TemplateTree> load(String name);

    Map<String, Object> globals();

    Limits limits();

    Output output();

    PythonPatterns patterns();
}
