// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The permission that a caller needs for a REST operation. Each operation names one; see {@link PublicOperation}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    /** {@code noun:verb}, such as {@code node:read}. */
    String value();

    /**
     * More permissions, each of which lets a caller in as well: for an operation that decides by what the request asks for
     * which of them it takes.
     */
    String[] or() default {};
}
