// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal;

/** The keys of {@code etc/io.centossrv.access.cfg}; an underscore stands for a dot. */
public @interface AccessConfig {
    /** The name of the configuration. */
    String PID = "io.centossrv.access";

    /** How long a token is valid, ISO-8601; 24 hours at most. */
    String token_lifetime() default "PT1H";

    /** Failed logins per minute, account and source, after which further ones are refused unseen. */
    int login_failures() default 10;

    /** Failed logins per minute and source, whatever the account. */
    int login_failures_per_source() default 60;
}
