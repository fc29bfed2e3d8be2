// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal;

/** {@code etc/io.centossrv.agent.runtime.cfg}. */
public @interface RuntimeConfig {
    /** The control plane, {@code https://host:port}. */
    String server();

    /** The file with the join token; needed until the node is accepted. */
    String join_token_file() default "";

    /** The site that this machine stands at; a join token for another site is refused. Empty where none is set. */
    String site() default "";

    /** How many bytes of reports are kept while the control plane can't be reached. */
    long outbox_limit() default 64 * 1024 * 1024;
}
