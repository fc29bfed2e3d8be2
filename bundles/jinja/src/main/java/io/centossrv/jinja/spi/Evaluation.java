// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import java.util.Optional;
import java.util.regex.Matcher;
import org.osgi.annotation.versioning.ProviderType;

/** The rendering that a filter, test or function is called from. Of one thread. */
@ProviderType
public interface Evaluation {
    /** Applies a filter by its name. */
    Object filter(String name, Object value, CallArguments arguments);

    /** Asks a test by its name. */
    boolean test(String name, Object value, CallArguments arguments);

    /** Tells whether there is a filter of this name. */
    boolean hasFilter(String name);

    /** Tells whether there is a test of this name. */
    boolean hasTest(String name);

    /** Returns {@code value.name}, undefined where there is none. */
    Object attribute(Object value, String name);

    /** Returns {@code value[key]}, undefined where there is none. */
    Object item(Object value, Object key);

    /** Calls a value. */
    Object call(Object callable, CallArguments arguments);

    /** Returns a variable as the template sees it. */
    Optional<Items.Found> variable(String name);

    /**
     * Returns a matcher for a regular expression of Python's {@code re} syntax; it ends with an error when it has looked
     * at more characters than the limits allow.
     *
     * @param flags of {@link java.util.regex.Pattern}
     */
    Matcher matcher(String pattern, int flags, CharSequence text);

    /** Returns what this rendering may take. */
    Limits limits();
}
