// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.compile;

/** When a task's arguments are checked. */
public enum ArgumentChecks {
    /** Before anything runs: a wrong argument is a mistake in the playbook. */
    FIRST,
    /** As Ansible does it: the tasks before it run, then the task fails. */
    WHEN_RUN
}
