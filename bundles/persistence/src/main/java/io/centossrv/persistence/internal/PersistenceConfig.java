// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal;

/** The keys of {@code etc/io.centossrv.persistence.cfg}; an underscore stands for a dot. */
public @interface PersistenceConfig {
    /** The name of the configuration. */
    String PID = "io.centossrv.persistence";

    /** Whether we run PostgreSQL ourselves; has no effect where a URL is given. */
    boolean embedded() default true;

    /** The folder that holds {@code bin/postgres}. */
    String embedded_binaries() default "";

    /** Where the embedded PostgreSQL keeps its data. */
    String embedded_data() default "";

    /** The TCP port of the embedded PostgreSQL on the loopback interface; 0 for any free one. */
    int embedded_port() default 0;

    /** The account that the embedded PostgreSQL runs as where this process is root's. */
    String embedded_user() default "";

    /** Another PostgreSQL, {@code postgresql://user:password@host:port/database}; its user may create roles. */
    String url() default "";

    /** Most connections at once. */
    int pool_size() default 10;

    /** How many of the newest events are kept. */
    long events_keep() default 1_000_000;

    /** How long events are kept, ISO-8601. */
    String events_keep_age() default "P30D";

    /** How many of the newest audit rows are kept. */
    long audit_keep() default 1_000_000;

    /** How long audit rows are kept, ISO-8601. */
    String audit_keep_age() default "P400D";
}
