// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** {@code lookup('name', terms…, options…)}. Called by many threads, on the machine that evaluates. */
@ConsumerType
@FunctionalInterface
public interface Lookup {
    /**
     * Returns what is found; throws a {@code JinjaException} where it can't.
     *
     * @param terms templated already
     */
    List<Object> find(List<Object> terms, Map<String, Object> options, LookupContext context);
}
