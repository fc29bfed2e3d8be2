// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.util.Optional;

/**
 * What {@code become} and {@code become_user} say.
 *
 * @param wanted whether another user is asked for; empty where nothing is said
 * @param user who; empty where nothing is said
 */
public record Become(Optional<Boolean> wanted, Optional<String> user) {
    /** Nothing is said. */
    public static final Become UNSAID = new Become(Optional.empty(), Optional.empty());

    private static final String USUAL = "root";

    /** Returns what a task says, or else its play. */
    public Become or(Become play) {
        return new Become(wanted.or(play::wanted), user.or(play::user));
    }

    /** Returns as whom the task runs; empty for the executor's own user. */
    public Optional<String> asWhom() {
        return wanted.orElse(false) ? Optional.of(user.orElse(USUAL)) : Optional.empty();
    }
}
