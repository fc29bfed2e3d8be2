// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Map;
import java.util.Optional;

/**
 * Before and after of one thing.
 *
 * @param beforeHeader what the left side is, such as a path
 * @param afterHeader what the right side is
 * @param before a text, or a map of attributes; absent where it can't be shown
 * @param after likewise
 * @param omitted why a side isn't shown, as Ansible says it: {@code src_binary}, {@code dst_larger}, …
 */
public record Diff(
        Optional<String> beforeHeader,
        Optional<String> afterHeader,
        Optional<Object> before,
        Optional<Object> after,
        Map<String, Long> omitted) {
    public Diff {
        omitted = Map.copyOf(omitted);
    }

    /** Returns a diff of attributes. */
    public static Diff ofAttributes(Map<String, Object> before, Map<String, Object> after) {
        return new Diff(Optional.empty(), Optional.empty(), Optional.of(before), Optional.of(after), Map.of());
    }
}
