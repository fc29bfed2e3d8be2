// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

/** What can be called: a macro, a method, a global function. */
@FunctionalInterface
public interface Callable {
    /** Calls it; throws a {@code JinjaException} where the arguments don't fit. */
    Object call(CallArguments arguments);
}
