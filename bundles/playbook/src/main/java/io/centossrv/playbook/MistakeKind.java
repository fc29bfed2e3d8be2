// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

/** How Ansible fails of a mistake. */
public enum MistakeKind {
    YAML_SYNTAX(4),
    CONFLICTING_ACTION(4),
    UNKNOWN_KEYWORD(4),
    NO_ACTION(4),
    UNKNOWN_MODULE(4),
    BAD_VALUE(4),
    /** What its parser refuses for any other reason. */
    MALFORMED(4),
    MISSING_ROLE(1),
    MISSING_FILE(1),
    RECURSION(1),
    /** What is found while it reads, but not by its parser. */
    OTHER(1);

    private final int status;

    MistakeKind(int status) {
        this.status = status;
    }

    /** Returns the exit status of ansible-playbook. */
    public int status() {
        return status;
    }
}
