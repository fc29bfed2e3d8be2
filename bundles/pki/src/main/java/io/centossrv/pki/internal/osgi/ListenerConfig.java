// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.osgi;

/** What the HTTPS listener takes from the configuration {@code io.centossrv.rest}. */
public @interface ListenerConfig {
    /** The port. */
    int port() default 8443;

    /** The address to bind; empty for all. */
    String host() default "";
}
