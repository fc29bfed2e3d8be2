// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.jobs.internal.plan.Sha256;
import io.centossrv.platform.ErrorDetail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is run on a node.
 *
 * @param argv the program and its arguments, taken as they are; empty with {@code shell}
 * @param shell a line for the node's shell; empty with {@code argv}
 * @param user who runs it; the executor's own user where it is empty
 * @param environment variables that are set
 * @param secrets variables that are set too, whose values nobody sees
 * @param folder in which it starts, absolute
 * @param input what it reads from its standard input
 */
public record CommandLine(
        List<String> argv,
        Optional<String> shell,
        Optional<String> user,
        SortedMap<String, String> environment,
        SortedMap<String, String> secrets,
        Optional<String> folder,
        Optional<String> input) {
    private static final int MAX_ARGUMENTS = 1000;
    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_VARIABLES = 100;
    private static final int MAX_SECRETS = 20;
    private static final int LEAST_SECRET = 4;
    private static final int MAX_SECRET_BYTES = 16 * 1024;
    private static final int MAX_INPUT = 512 * 1024;
    private static final int MAX_PATH = 4096;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]{0,254}\\$?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    public CommandLine {
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    /** Returns a program with its arguments. */
    public static CommandLine of(List<String> argv) {
        return new CommandLine(
                argv,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns what lists show: the command alone, which is no place for a secret. */
    public String title() {
        return shell.orElseGet(() -> String.join(" ", argv));
    }

    /** Adds all that tells it apart from another one. */
    Sha256 addTo(Sha256 digest) {
        digest.add(Integer.toString(argv.size()));
        argv.forEach(digest::add);
        digest.add(shell.orElse("")).add(user.orElse("")).add(folder.orElse("")).add(input.orElse(""));
        environment.forEach((name, value) -> digest.add(name).add(value));
        if (!secrets.isEmpty()) {
            digest.add("secrets");
            secrets.forEach((name, value) -> digest.add(name).add(value));
        }
        return digest;
    }

    /** Returns what breaks a rule. */
    List<ErrorDetail> mistakes() {
        List<ErrorDetail> wrong = new ArrayList<>();
        if (shell.isPresent() != argv.isEmpty()) {
            wrong.add(ErrorDetail.at("/argv", "Give either argv or shell."));
        } else if (shell.isEmpty() && argv.get(0).isBlank()) {
            wrong.add(ErrorDetail.at("/argv", "argv starts with the program to run."));
        }
        if (shell.filter(String::isBlank).isPresent()) {
            wrong.add(ErrorDetail.at("/shell", "The line for the shell is empty."));
        }
        if (argv.size() > MAX_ARGUMENTS) {
            wrong.add(ErrorDetail.at("/argv", "argv has at most " + MAX_ARGUMENTS + " arguments."));
        }
        checkText("/argv", argv, MAX_BYTES, wrong);
        checkText("/shell", shell.stream().toList(), MAX_BYTES, wrong);
        checkText("/stdin", input.stream().toList(), MAX_INPUT, wrong);
        if (user.filter(u -> !USER.matcher(u).matches()).isPresent()) {
            wrong.add(ErrorDetail.at("/user", "That is no name of a user."));
        }
        if (folder.filter(f -> !f.startsWith("/")).isPresent()) {
            wrong.add(ErrorDetail.at("/chdir", "The folder is an absolute path."));
        }
        checkText("/chdir", folder.stream().toList(), MAX_PATH, wrong);
        checkEnvironment(wrong);
        return wrong;
    }

    private void checkEnvironment(List<ErrorDetail> wrong) {
        if (environment.size() > MAX_VARIABLES) {
            wrong.add(ErrorDetail.at("/environment", "At most " + MAX_VARIABLES + " variables are set."));
        }
        if (environment.keySet().stream()
                .anyMatch(name -> !VARIABLE.matcher(name).matches())) {
            wrong.add(ErrorDetail.at(
                    "/environment", "A variable's name has letters, digits and underscores, and no digit first."));
        }
        checkText("/environment", List.copyOf(environment.values()), MAX_BYTES, wrong);
        checkSecrets(wrong);
    }

    private void checkSecrets(List<ErrorDetail> wrong) {
        if (secrets.size() > MAX_SECRETS
                || secrets.keySet().stream()
                        .anyMatch(name -> environment.containsKey(name)
                                || !VARIABLE.matcher(name).matches())) {
            wrong.add(ErrorDetail.at(
                    "/secrets",
                    "At most " + MAX_SECRETS + " variables hold secrets, and none of them is in environment."));
        }
        if (secrets.values().stream().anyMatch(value -> value.strip().length() < LEAST_SECRET)) {
            wrong.add(ErrorDetail.at(
                    "/secrets",
                    "A secret has at least " + LEAST_SECRET
                            + " characters: a shorter one can't be told from other text."));
        }
        checkText("/secrets", List.copyOf(secrets.values()), MAX_SECRET_BYTES, wrong);
    }

    private static void checkText(String pointer, List<String> texts, int most, List<ErrorDetail> wrong) {
        long bytes = texts.stream()
                .mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > most) {
            wrong.add(ErrorDetail.at(pointer, "It takes at most " + most + " bytes."));
        }
        if (!pointer.equals("/stdin") && texts.stream().anyMatch(t -> t.indexOf('\0') >= 0)) {
            wrong.add(ErrorDetail.at(pointer, "It holds no NUL character."));
        }
    }

    /** Values of variables and the input may be secret. */
    @Override
    public String toString() {
        return "CommandLine[" + title() + "]";
    }
}
