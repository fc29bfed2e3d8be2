// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

/**
 * Something wrong in a project.
 *
 * @param code stable, such as {@code unknown-keyword}, {@code unsupported}, {@code template} or {@code bad-type}
 * @param position where
 * @param message what, and what would be right
 */
public record Mistake(String code, Position position, String message) {
    @Override
    public String toString() {
        return position + ": " + message + " (" + code + ")";
    }
}
