// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.model.Task;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what Ansible would find only when a task runs: arguments and values of keywords that can't be right. */
final class StaticChecks {
    private static final Set<String> FLAGS = Set.of(
            "any_errors_fatal",
            "become",
            "check_mode",
            "delegate_facts",
            "diff",
            "force_handlers",
            "gather_facts",
            "ignore_errors",
            "ignore_unreachable",
            "no_log",
            "run_once");
    private static final Set<String> NUMBERS =
            Set.of("async", "delay", "gather_timeout", "poll", "port", "retries", "throttle", "timeout");
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "strategy", Set.of("linear", "free", "host_pinned", "debug"),
            "order", Set.of("inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle"));
    private static final Set<String> WORDS =
            Set.of("y", "yes", "on", "1", "true", "t", "1.0", "n", "no", "off", "0", "false", "f", "0.0");

    private final List<Mistake> mistakes = new ArrayList<>();
    private final ArgumentChecker arguments;

    private StaticChecks(ModuleCatalog modules, boolean defaults) {
        this.arguments = new ArgumentChecker(modules, defaults, mistakes);
    }

    static List<Mistake> of(Playbook playbook, ModuleCatalog modules) {
        boolean[] defaults = {false};
        playbook.plays()
                .forEach(new ModelWalk(
                        task -> {},
                        keywords ->
                                defaults[0] |= keywords.get("module_defaults").isPresent())::play);
        StaticChecks checks = new StaticChecks(modules, defaults[0]);
        playbook.plays().forEach(new ModelWalk(checks::task, checks::keywords)::play);
        // An import that stands in two plays is met twice.
        return new ArrayList<>(new LinkedHashSet<>(checks.mistakes));
    }

    private void task(Task task) {
        arguments.check(task);
        task.keywords().get("register").ifPresent(keyword -> {
            if (!Templates.in(keyword.value()) && !KeywordReader.isName(keyword.value())) {
                add(
                        "bad-name",
                        keyword,
                        "Invalid variable name in 'register' specified: '" + keyword.value()
                                + "'; letters, digits and _, not beginning with a digit");
            }
        });
    }

    private void keywords(Keywords keywords) {
        keywords.all().forEach((name, keyword) -> {
            Object value = keyword.value();
            if (value == null || Templates.in(value)) {
                return;
            }
            if (FLAGS.contains(name) && !isFlag(value)) {
                add("bad-type", keyword, "'" + name + "' takes true or false");
            } else if (NUMBERS.contains(name) && !isNumber(value)) {
                add("bad-type", keyword, "'" + name + "' takes a whole number");
            } else if (CHOICES.containsKey(name) && !CHOICES.get(name).contains(choice(value))) {
                add("bad-value", keyword, "'" + name + "' takes one of " + new TreeSet<>(CHOICES.get(name)));
            }
        });
    }

    private static String choice(Object value) {
        return value.toString().replaceFirst("^ansible\\.builtin\\.", "");
    }

    private static boolean isFlag(Object value) {
        return value instanceof Boolean || WORDS.contains(value.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || (value instanceof CharSequence text
                        && text.toString().strip().matches("[-+]?[0-9]{1,18}"));
    }

    private void add(String code, Keyword keyword, String message) {
        mistakes.add(new Mistake(code, keyword.place().position(), message));
    }
}
