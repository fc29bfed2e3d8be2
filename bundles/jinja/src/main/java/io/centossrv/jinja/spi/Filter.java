// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import io.centossrv.jinja.value.CallArguments;
import org.osgi.annotation.versioning.ConsumerType;

/** {@code value | name(arguments)}. Called by many threads. */
@ConsumerType
@FunctionalInterface
public interface Filter {
    /**
     * Returns the filtered value; throws a {@code JinjaException} where it can't. The value may be undefined: whoever
     * needs it checks.
     */
    Object apply(Object value, CallArguments arguments, Evaluation evaluation);
}
