// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code csrv-agent play} is told.
 *
 * @param vaults as {@code [ID@]FILE}
 * @param local whether hosts of any name are this machine
 * @param detailed whether changes have an exit code of their own
 */
record PlayLine(
        List<String> playbooks,
        List<String> inventories,
        boolean check,
        boolean diff,
        List<String> tags,
        List<String> skipTags,
        List<String> limit,
        List<String> extraVars,
        List<String> vaults,
        Optional<String> startAtTask,
        boolean forceHandlers,
        boolean local,
        boolean syntaxOnly,
        boolean detailed,
        int verbosity) {
    static final String USAGE = """
            csrv-agent play PLAYBOOK… [-i INVENTORY]… [--check] [--diff] [--tags T,…] [--skip-tags T,…] [--limit PATTERN]
                [-e VARS]… [--vault-id [ID@]FILE]… [--start-at-task NAME] [--force-handlers] [-c local] [--syntax-check]
                [--detailed-exitcode] [-v]…          runs playbooks on this machine, without a control plane
            """;

    private static final Set<String> FLAGS =
            Set.of("-C", "--check", "-D", "--diff", "--force-handlers", "--syntax-check", "--detailed-exitcode");
    private static final Set<String> VALUED = Set.of(
            "-i",
            "--inventory",
            "-t",
            "--tags",
            "--skip-tags",
            "-l",
            "--limit",
            "-e",
            "--extra-vars",
            "--vault-id",
            "--vault-password-file",
            "--start-at-task",
            "-c",
            "--connection",
            "-f",
            "--forks");

    /** Reads it; throws IllegalArgumentException with what is wrong. */
    static PlayLine parse(List<String> words) {
        Options options = new Options();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals > 0 ? word.substring(0, equals) : word;
            if (VALUED.contains(name)) {
                if (equals < 0 && ++i == words.size()) {
                    throw new IllegalArgumentException(name + " takes a value");
                }
                options.add(name, equals > 0 ? word.substring(equals + 1) : words.get(i));
            } else if (FLAGS.contains(word) || word.matches("-v+|--verbose")) {
                options.add(word, "");
            } else if (word.length() > 2 && VALUED.contains(word.substring(0, 2)) && !word.startsWith("--")) {
                options.add(word.substring(0, 2), word.substring(2));
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("there is no option " + word + " of play");
            } else {
                options.playbooks.add(word);
            }
        }
        return options.line();
    }

    private static final class Options {
        private record Given(String name, String value) {}

        private final List<String> playbooks = new ArrayList<>();
        private final List<Given> given = new ArrayList<>();

        void add(String name, String value) {
            given.add(new Given(name, value));
        }

        private List<String> all(String... names) {
            Set<String> wanted = Set.of(names);
            return given.stream()
                    .filter(one -> wanted.contains(one.name()))
                    .map(Given::value)
                    .toList();
        }

        private List<String> split(String... names) {
            return all(names).stream()
                    .flatMap(value -> Arrays.stream(value.split(",")))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
        }

        private boolean has(String... names) {
            return !all(names).isEmpty();
        }

        PlayLine line() {
            if (playbooks.isEmpty()) {
                throw new IllegalArgumentException("say which playbook: csrv-agent play site.yml");
            }
            List<String> connections = all("-c", "--connection");
            if (connections.stream().anyMatch(connection -> !connection.equals("local"))) {
                throw new IllegalArgumentException(
                        "-c takes local alone: plays run on this machine; for others there is csrv play");
            }
            int verbosity = given.stream()
                    .map(Given::name)
                    .mapToInt(name -> name.equals("--verbose") ? 1 : name.startsWith("-v") ? name.length() - 1 : 0)
                    .sum();
            return new PlayLine(
                    List.copyOf(playbooks),
                    all("-i", "--inventory"),
                    has("-C", "--check"),
                    has("-D", "--diff"),
                    split("-t", "--tags"),
                    split("--skip-tags"),
                    all("-l", "--limit"),
                    all("-e", "--extra-vars"),
                    all("--vault-id", "--vault-password-file"),
                    all("--start-at-task").stream().findFirst(),
                    has("--force-handlers"),
                    !connections.isEmpty(),
                    has("--syntax-check"),
                    has("--detailed-exitcode"),
                    verbosity);
        }
    }
}
