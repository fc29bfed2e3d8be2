// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that answers without a login. It takes effect only where the path also stands on the closed list of
 * {@code rest}; an operation that is marked and not listed is refused at registration.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PublicOperation {}
