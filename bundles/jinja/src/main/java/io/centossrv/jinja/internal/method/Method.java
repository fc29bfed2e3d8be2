// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;

/** A method of a type of Python's. */
@FunctionalInterface
interface Method<T> {
    Object call(T self, CallArguments arguments, Evaluation evaluation);
}
