// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

/** What is said at several places. */
final class Texts {
    static final String HIDDEN =
            "the output has been hidden due to the fact that 'no_log: true' was specified for this result";

    private Texts() {}
}
