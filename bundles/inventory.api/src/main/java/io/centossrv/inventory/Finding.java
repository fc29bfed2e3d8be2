// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is to be said of a node, for people.
 *
 * @param topic one word, such as {@code link}
 * @param level how bad it is
 * @param message what and why, a sentence
 * @param next what to do about it, a command; empty where nothing is to be done
 */
public record Finding(String topic, Level level, String message, Optional<String> next) {
    public Finding {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(next, "next");
    }

    /** How bad it is. */
    public enum Level {
        /** It is as it should be. */
        OK,
        /** Worth knowing. */
        NOTICE,
        /** It keeps the node from its work. */
        PROBLEM
    }
}
