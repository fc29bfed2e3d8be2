// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Boots hosts for a test class, once for all its methods, and hands them to parameters of type {@link TestHosts},
 * {@link Host} (the first) or {@code List<Host>}. Where this machine can't boot hosts the class is left out, with the list
 * of what is missing; with the environment variable {@code CI=true} it fails instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(HostsExtension.class)
public @interface BootHosts {
    /** How many. */
    int value() default 1;
}
