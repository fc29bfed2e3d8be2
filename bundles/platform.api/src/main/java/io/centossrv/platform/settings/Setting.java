// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * Declares one setting: its key, type, default and what it is for. A domain declares its settings as constants and reads
 * them through {@link SettingsService}.
 *
 * @param key dotted, starting with the domain's name, such as {@code jobs.ttl}
 * @param defaultValue what holds until somebody sets it
 * @param summary one sentence for the reference
 * @param parser makes the value of its text, throws {@link IllegalArgumentException} with the reason where it can't
 */
public record Setting<T>(String key, T defaultValue, String summary, Function<String, T> parser) {
    public Setting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(parser, "parser");
    }

    /** Returns a setting that is a whole number within bounds, both included. */
    public static Setting<Integer> ofInteger(String key, int defaultValue, int least, int most, String summary) {
        return new Setting<>(key, defaultValue, summary, text -> {
            int value = Integer.parseInt(text.strip());
            if (value < least || value > most) {
                throw new IllegalArgumentException(key + " must be " + least + " to " + most + ", not " + value);
            }
            return value;
        });
    }

    /** Returns a setting that is true or false. */
    public static Setting<Boolean> ofFlag(String key, boolean defaultValue, String summary) {
        return new Setting<>(key, defaultValue, summary, text -> switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + " must be true or false, not " + text);
        });
    }

    /** Returns a setting that is an ISO-8601 duration, such as {@code PT10M}. */
    public static Setting<Duration> ofDuration(String key, Duration defaultValue, String summary) {
        return new Setting<>(key, defaultValue, summary, text -> Duration.parse(text.strip()));
    }
}
