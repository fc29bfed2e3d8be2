// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.run.RunSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Actions that say, check or wait, and change nothing. */
final class TalkActions {
    private TalkActions() {}

    static Map<String, Object> debug(ActionCall call) {
        Map<String, Object> arguments = call.arguments();
        if (arguments.containsKey("msg") && arguments.containsKey("var")) {
            throw new TaskFailure("'msg' and 'var' are incompatible options");
        }
        Actions.only(call, "debug", Set.of("msg", "var", "verbosity"));
        Map<String, Object> result = new LinkedHashMap<>();
        long verbosity = Values.number("verbosity", arguments.getOrDefault("verbosity", 0L));
        if (verbosity > call.settings().options().verbosity()) {
            result.put("skipped_reason", "Verbosity threshold not met.");
            result.put("skipped", true);
        } else if (arguments.containsKey("msg")) {
            result.put("msg", arguments.get("msg"));
        } else if (arguments.containsKey("var")) {
            Object variable = arguments.get("var");
            boolean isText = Text.isText(variable);
            String key = isText ? Text.of(variable) : "<class '" + (variable instanceof Map ? "dict" : "list") + "'>";
            result.put(key, isText ? shown(call, Text.of(variable)) : variable);
        } else {
            result.put("msg", "Hello world!");
        }
        result.put("failed", false);
        return result;
    }

    private static Object shown(ActionCall call, String expression) {
        try {
            return call.templar().template("{{" + expression + "}}");
        } catch (UndefinedError missing) {
            return "VARIABLE IS NOT DEFINED!";
        }
    }

    static Map<String, Object> check(ActionCall call) {
        Actions.only(call, "assert", Set.of("fail_msg", "msg", "quiet", "success_msg", "that"));
        Object evaluated =
                call.argument("that").orElseThrow(() -> new TaskFailure("conditional required in \"that\" string"));
        Object failing = message(
                "fail_msg or msg",
                call.argument("fail_msg").or(() -> call.argument("msg")).orElse("Assertion failed"));
        Object succeeding = message("success_msg", call.argument("success_msg").orElse("All assertions passed"));
        Object conditions = call.vars().opened(call.written().getOrDefault("that", evaluated));
        if (conditions instanceof CharSequence) {
            conditions = call.templar().template(conditions);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        for (Object condition : Scope.elements(conditions)) {
            Object value;
            try {
                value = call.templar().conditionValue(condition);
            } catch (JinjaException e) {
                String text = Text.of(condition);
                throw new TaskFailure("The conditional check '" + text
                        + "' failed. The error was: error while evaluating conditional (" + text + "): "
                        + e.getMessage());
            }
            if (!io.centossrv.jinja.value.Truth.of(value)) {
                result.put("failed", true);
                result.put("evaluated_to", value);
                result.put("assertion", condition);
                result.put("msg", failing);
                return result;
            }
        }
        result.put("changed", false);
        result.put("msg", succeeding);
        return result;
    }

    private static Object message(String name, Object value) {
        boolean right = Text.isText(value)
                || (value instanceof List<?> list && list.stream().allMatch(Text::isText));
        if (!right) {
            throw new TaskFailure("Incorrect type for " + name + ", expected a string or list and got "
                    + io.centossrv.jinja.value.Types.name(value));
        }
        return value;
    }

    static Map<String, Object> fail(ActionCall call) {
        Actions.only(call, "fail", Set.of("msg"));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("failed", true);
        result.put("msg", call.argument("msg").orElse("Failed as requested from task"));
        return result;
    }

    static Map<String, Object> ping(ActionCall call) {
        Actions.only(call, "ping", Set.of("data"));
        Object data = call.argument("data").orElse("pong");
        if (data.equals("crash")) {
            throw new TaskFailure("boom");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("ping", Text.of(data));
        return result;
    }

    /** Waits; where it would ask somebody, it goes on, since there is no terminal. */
    static Map<String, Object> pause(ActionCall call) {
        Actions.only(call, "pause", Set.of("echo", "minutes", "prompt", "seconds"));
        boolean minutes = call.arguments().containsKey("minutes");
        boolean timed = minutes || call.arguments().containsKey("seconds");
        Duration wanted = Duration.ZERO;
        if (timed) {
            long number = Values.number(
                    "pause",
                    call.argument("minutes").or(() -> call.argument("seconds")).orElse(0L));
            wanted = minutes ? Duration.ofMinutes(number) : Duration.ofSeconds(Math.max(1, number));
        }
        RunSettings run = call.settings().run();
        Instant start = run.clock().instant();
        long began = System.nanoTime();
        waitFor(run, call, wanted);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("rc", 0L);
        result.put("stderr", "");
        result.put("start", start.toString());
        result.put("stop", run.clock().instant().toString());
        result.put("delta", took.toSeconds());
        result.put("echo", Values.flag(call.argument("echo").orElse(true)));
        result.put("user_input", "");
        double shown = minutes ? took.toMillis() / 60000.0 : took.toMillis() / 1000.0;
        result.put(
                "stdout",
                String.format(
                        Locale.ROOT,
                        "Paused for %s %s",
                        Math.round(shown * 100) / 100.0,
                        minutes ? "minutes" : "seconds"));
        return result;
    }

    private static void waitFor(RunSettings run, ActionCall call, Duration wanted) {
        Duration left = call.deadline().remaining();
        Duration most = wanted.compareTo(left) < 0 ? wanted : left;
        try {
            run.cancellation().or(new CompletableFuture<Void>()).get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException over) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cancellation never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
