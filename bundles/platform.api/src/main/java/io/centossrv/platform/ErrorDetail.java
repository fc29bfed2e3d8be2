// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform;

import java.util.Objects;

/**
 * One place at which an input is wrong.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, or the name of a file; empty where neither applies
 * @param line line in a text input, counted from 1; 0 where there is none
 * @param column column in a text input, counted from 1; 0 where there is none
 * @param message what is wrong there, a sentence
 */
public record ErrorDetail(String pointer, int line, int column, String message) {
    public ErrorDetail {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(message, "message");
    }

    /** Returns a detail that has a pointer and no line. */
    public static ErrorDetail at(String pointer, String message) {
        return new ErrorDetail(pointer, 0, 0, message);
    }
}
