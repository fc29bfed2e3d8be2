// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import io.centossrv.jinja.value.CallArguments;
import org.osgi.annotation.versioning.ConsumerType;

/** {@code value is name(arguments)}. Called by many threads. */
@ConsumerType
@FunctionalInterface
public interface Test {
    /** Tells whether the test holds; throws a {@code JinjaException} where it can't tell. */
    boolean holds(Object value, CallArguments arguments, Evaluation evaluation);
}
