// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Test;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tests of a task's registered result. */
final class ResultTests {
    private ResultTests() {}

    static Map<String, Test> all() {
        Map<String, Test> all = new HashMap<>();
        put(all, result -> flag(result, "failed"), "failed", "failure");
        put(all, result -> !flag(result, "failed"), "succeeded", "success", "successful");
        put(all, result -> flag(result, "unreachable"), "unreachable");
        put(all, result -> !flag(result, "unreachable"), "reachable");
        put(all, ResultTests::changed, "changed", "change");
        put(all, result -> flag(result, "skipped"), "skipped", "skip");
        put(all, result -> done(result, "started"), "started");
        put(all, result -> done(result, "finished"), "finished");
        return all;
    }

    private static void put(Map<String, Test> all, Predicate<Map<?, ?>> predicate, String... names) {
        for (String name : names) {
            all.put(name, (value, arguments, evaluation) -> {
                if (!(value instanceof Map<?, ?> result)) {
                    throw EvaluationError.value("The '" + names[0] + "' test expects a dictionary");
                }
                return predicate.test(result);
            });
        }
    }

    private static boolean flag(Map<?, ?> result, String name) {
        return result.containsKey(name) && Truth.of(result.get(name));
    }

    private static boolean changed(Map<?, ?> result) {
        if (result.containsKey("changed")) {
            return flag(result, "changed");
        }
        return result.get("results") instanceof List<?> results
                && results.stream().anyMatch(each -> each instanceof Map<?, ?> one && flag(one, "changed"));
    }

    /** A task that isn't asynchronous has started and finished by the time that its result is there. */
    private static boolean done(Map<?, ?> result, String name) {
        return !result.containsKey(name) || Comparison.equal(result.get(name), 1L);
    }
}
