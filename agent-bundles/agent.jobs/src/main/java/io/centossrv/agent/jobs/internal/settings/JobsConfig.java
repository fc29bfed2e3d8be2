// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.settings;

/** {@code etc/io.centossrv.agent.jobs.cfg}. Folders that are empty lie in the domain's state folder. */
public @interface JobsConfig {
    /** {@code spawn}: the agent starts the executor, as its own user; {@code socket}: systemd does, as root. */
    String executor() default "spawn";

    /** The folder with the executor's jars; needed with {@code spawn}. */
    String executor_lib() default "";

    /** The executor's UNIX socket. */
    String executor_socket() default "";

    /** Where plans are put for the executor. */
    String executor_inbox() default "";

    /** Where the executor says what came of them. */
    String executor_journal() default "";
}
