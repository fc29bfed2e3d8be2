// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.osgi;

/** The configuration {@code io.centossrv.pki}. */
public @interface PkiConfig {
    /** Host names and addresses, with commas, under which nodes and users reach this machine besides its host name. */
    String names() default "";
}
