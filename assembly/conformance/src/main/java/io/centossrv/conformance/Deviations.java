// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The published list of cases in which ours is otherwise on purpose. */
final class Deviations {
    private final List<Deviation> all;

    private Deviations(List<Deviation> all) {
        this.all = all;
    }

    /**
     * One of them.
     *
     * @param id of the case; with a star at its end, of all cases whose ids begin so
     * @param difference what the runner must have found, so that nothing else hides behind it; may be empty
     */
    private record Deviation(String id, String difference, String reason) {
        boolean covers(String other, String found) {
            boolean named = id.endsWith("*") ? other.startsWith(id.substring(0, id.length() - 1)) : other.equals(id);
            return named && found.contains(difference);
        }
    }

    static Deviations published() {
        try (InputStream in = Deviations.class.getResourceAsStream("deviations.tsv")) {
            return new Deviations(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 3))
                    .map(parts -> new Deviation(parts[0], parts.length > 2 ? parts[1] : "", parts[parts.length - 1]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why a case is otherwise on purpose; empty where it isn't, or not in this way. */
    Optional<String> reason(String id, String found) {
        return all.stream()
                .filter(one -> one.covers(id, found))
                .map(Deviation::reason)
                .findFirst();
    }
}
