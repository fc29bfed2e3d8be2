// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks before much is changed. What is typed is what is at stake: a name, or the number of nodes. */
final class Brake {
    private static final int MANY = 25;
    private static final int GROUP = 50;
    private static final int SHARE = 10;

    private final Terminal terminal;
    private final Targets targets;
    private final boolean yes;

    Brake(Terminal terminal, Targets targets, boolean yes) {
        this.terminal = terminal;
        this.targets = targets;
        this.yes = yes;
    }

    /**
     * Asks where there are many nodes, or where they are a large part of all.
     *
     * @return the number that was confirmed; empty where nothing had to be
     */
    Optional<Integer> run(String target) {
        if (yes) {
            return Optional.empty();
        }
        List<String> names = targets.names(target);
        requireAny(names, target);
        if (!isMuch(names.size())) {
            return Optional.empty();
        }
        askForNumber("Run it on", names);
        return Optional.of(names.size());
    }

    /**
     * Returns the number that the control plane wants confirmed where the user has said yes beforehand.
     *
     * @throws Failure the refusal itself where it is another one, or nobody has said yes
     */
    int confirmed(Failure refusal) {
        if (!yes) {
            throw refusal;
        }
        return needed(refusal);
    }

    /** Returns the number that the control plane wants confirmed; throws any other refusal. */
    int needed(Failure refusal) {
        if (!refusal.code().equals("confirmation-needed")) {
            throw refusal;
        }
        return refusal.places().stream()
                .filter(place -> place.matches("/confirm: \\d{1,9}"))
                .map(place -> Integer.parseInt(place.substring(place.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> refusal);
    }

    /**
     * Asks before anything is applied.
     *
     * @param here whether the user has said before that applying needs no name
     */
    void apply(List<String> names, String target, boolean here) {
        requireAny(names, target);
        if (yes || (here && !isMuch(names.size()))) {
            return;
        }
        if (names.size() == 1) {
            confirm("Apply to node " + names.get(0) + "? Type its name:", names.get(0));
        } else {
            askForNumber("Apply to", names);
        }
    }

    /** Asks for a word; anything else ends the command. */
    void confirm(String question, String word) {
        if (yes) {
            return;
        }
        if (!terminal.asks()) {
            throw Failure.of(
                            ExitCode.USAGE,
                            "confirmation-needed",
                            "This needs a yes, and nobody can be asked: " + question)
                    .next("Add --yes if it is meant.");
        }
        if (!terminal.ask(question).map(String::strip).filter(word::equals).isPresent()) {
            throw Failure.of(ExitCode.USAGE, "not-confirmed", "That was not '" + word + "'. Nothing was done.");
        }
    }

    private void askForNumber(String what, List<String> names) {
        String first = names.stream().limit(5).collect(Collectors.joining(", "));
        String list = names.size() > 5 ? first + ", ..." : first;
        confirm(what + " " + names.size() + " nodes (" + list + ")? Type the number:", Integer.toString(names.size()));
    }

    private boolean isMuch(int nodes) {
        if (nodes > MANY) {
            return true;
        }
        int smallest = GROUP / SHARE;
        if (nodes <= smallest) {
            return false;
        }
        int enough = Math.max(GROUP, nodes * SHARE);
        int fleet = targets.fleet(enough);
        return fleet >= GROUP && nodes * SHARE > fleet;
    }

    private static void requireAny(List<String> names, String target) {
        if (names.isEmpty()) {
            throw Failure.of(ExitCode.NO_TARGET, "target-empty", "No accepted node matches '" + target + "'.")
                    .next("See which nodes there are: csrv node list");
        }
    }
}
