// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done, and where the node's files are.
 *
 * @param verb {@code pause}, {@code resume}, {@code status} or {@code help}
 * @param length of a pause
 * @param reason of a pause
 * @param json whether the answer is for a program
 * @param inbox where the agent leaves plans
 * @param journal where the executor keeps results
 * @param trust whose plans run
 * @param refused where the agent keeps which jobs it refused because of the pause
 */
record CommandLine(
        String verb,
        Optional<Duration> length,
        String reason,
        boolean json,
        Path inbox,
        Path journal,
        Path trust,
        Path refused) {
    static final String USAGE = """
            csrv-agent pause LENGTH [--reason TEXT]   nothing is started on this node for a while (2h, 90m, 1d12h)
            csrv-agent resume                         ends the pause
            csrv-agent status [-o json]               says whether there is one, and which jobs run and wait
            """;

    private static final Set<String> VERBS = Set.of("pause", "resume", "status", "help");
    private static final Set<String> VALUED =
            Set.of("--reason", "-o", "--output", "--inbox", "--journal", "--trust", "--refused");

    /** Reads it; throws IllegalArgumentException with what is wrong. */
    static CommandLine parse(List<String> words) {
        Map<String, String> options = new HashMap<>();
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0 && VALUED.contains(word.substring(0, equals))) {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (VALUED.contains(word)) {
                if (++i == words.size()) {
                    throw new IllegalArgumentException(word + " takes a value");
                }
                options.put(word, words.get(i));
            } else if (word.equals("-h") || word.equals("--help")) {
                plain.add(0, "help");
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("there is no option " + word);
            } else {
                plain.add(word);
            }
        }
        return of(plain, options);
    }

    private static CommandLine of(List<String> plain, Map<String, String> options) {
        String verb = plain.isEmpty() ? "help" : plain.get(0);
        if (!VERBS.contains(verb)) {
            throw new IllegalArgumentException("there is no command '" + verb + "'");
        }
        int most = verb.equals("pause") ? 2 : 1;
        if (plain.size() > most && !verb.equals("help")) {
            throw new IllegalArgumentException("'" + plain.get(most) + "' is one word too many");
        }
        Optional<Duration> length =
                verb.equals("pause") && plain.size() == 2 ? Optional.of(Length.of(plain.get(1))) : Optional.empty();
        if (verb.equals("pause") && length.isEmpty()) {
            throw new IllegalArgumentException("say for how long: csrv-agent pause 2h --reason TEXT");
        }
        String output = options.getOrDefault("-o", options.getOrDefault("--output", "text"));
        if (!Set.of("text", "json").contains(output)) {
            throw new IllegalArgumentException("-o takes text or json, not '" + output + "'");
        }
        return new CommandLine(
                verb,
                length,
                options.getOrDefault("--reason", ""),
                output.equals("json"),
                folder(options, "--inbox"),
                folder(options, "--journal"),
                folder(options, "--trust"),
                folder(options, "--refused"));
    }

    private static Path folder(Map<String, String> options, String name) {
        return Path.of(options.getOrDefault(name, "")).toAbsolutePath();
    }
}
