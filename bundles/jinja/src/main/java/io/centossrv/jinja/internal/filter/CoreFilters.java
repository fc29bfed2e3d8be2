// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.spi.Filter;
import java.util.HashMap;
import java.util.Map;

/**
 * The filters of the language itself.
 *
 * @see <a href="https://jinja.palletsprojects.com/en/3.1.x/templates/#list-of-builtin-filters">Jinja, Builtin Filters</a>
 */
public final class CoreFilters {
    private CoreFilters() {}

    /** Returns them by name. */
    public static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>();
        all.putAll(TextFilters.all());
        all.putAll(LayoutFilters.all());
        all.putAll(HtmlFilters.all());
        all.putAll(NumberFilters.all());
        all.putAll(SequenceFilters.all());
        all.putAll(OrderFilters.all());
        all.putAll(SelectionFilters.all());
        all.putAll(DictFilters.all());
        return all;
    }
}
