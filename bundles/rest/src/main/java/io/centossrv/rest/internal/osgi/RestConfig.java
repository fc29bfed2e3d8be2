// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

/** The configuration {@code io.centossrv.rest}; its keys {@code host} and {@code port} are read by {@code pki}. */
public @interface RestConfig {
    /** How large a body may be, in bytes. */
    long body_max() default 16L * 1024 * 1024;

    /** How long a request waits for a domain that is being replaced, in milliseconds. */
    long gap_millis() default 2000;

    /** How long a leaving domain's requests are waited for, in milliseconds. */
    long drain_millis() default 10_000;

    /** Which domain owns which nouns, {@code domain=noun,noun; domain=noun}: 503 by name also before they came. */
    String expects() default "";
}
