// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.util.Optional;

/**
 * Something wrong in a project.
 *
 * @param code stable, such as {@code unknown-keyword}, {@code unsupported}, {@code template} or {@code bad-type}
 * @param position where
 * @param message what, and what would be right
 * @param kind how Ansible would have failed of it
 * @param owner the task, play or other map that Ansible would have named as the place; empty where it names none
 */
public record Mistake(String code, Position position, String message, MistakeKind kind, Optional<Position> owner) {
    /** A mistake that has no counterpart of its own in Ansible. */
    public Mistake(String code, Position position, String message) {
        this(code, position, message, MistakeKind.MALFORMED, Optional.of(position));
    }

    @Override
    public String toString() {
        return position + ": " + message + " (" + code + ")";
    }
}
