// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.event;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a peer asks of the stream.
 *
 * @param topics topics, or beginnings with an asterisk; empty for all
 * @param after the last sequence that the peer saw; empty where it wants new events only
 */
record EventQuery(List<String> topics, OptionalLong after) {
    private static final int MAX_TOPICS = 32;
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9.-]{0,99}\\*?|\\*");

    EventQuery {
        topics = List.copyOf(topics);
    }

    /**
     * Reads the parameters of the URL.
     *
     * @throws IllegalArgumentException with what is wrong, at most 123 bytes
     */
    static EventQuery of(Map<String, List<String>> parameters) {
        List<String> topics = parameters.getOrDefault("topic", List.of());
        if (topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("at most " + MAX_TOPICS + " topics");
        }
        if (!topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches())) {
            throw new IllegalArgumentException("a topic is dotted lower-case words, maybe with * at the end");
        }
        List<String> after = parameters.getOrDefault("after", List.of());
        if (after.size() > 1) {
            throw new IllegalArgumentException("after stands more than once");
        }
        return new EventQuery(
                topics.contains("*") ? List.of() : topics,
                after.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(after.get(0))));
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("after is a whole number from 0");
        }
        return Long.parseLong(text);
    }
}
