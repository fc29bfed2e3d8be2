// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.text.Escapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Where a command reads and writes: data to one stream, talk to the other.
 *
 * @param in what is typed or piped in
 * @param data standard output
 * @param talk standard error
 * @param asks whether somebody can be asked: {@code in} and {@code talk} are a terminal
 * @param showsData whether {@code data} is a terminal
 * @param showsTalk whether {@code talk} is a terminal
 * @param coloured whether colours are wanted on a terminal
 * @param raw whether text from nodes is written as it is
 */
public record Terminal(
        BufferedReader in,
        PrintStream data,
        PrintStream talk,
        boolean asks,
        boolean showsData,
        boolean showsTalk,
        boolean coloured,
        boolean raw) {

    /** Returns it with or without escapes for control characters. */
    public Terminal withRaw(boolean asIs) {
        return new Terminal(in, data, talk, asks, showsData, showsTalk, coloured, asIs);
    }

    /** Writes a line of data; control characters come out as escapes. */
    public void line(String text) {
        data.println(raw ? text : Escapes.line(text));
    }

    /** Writes lines of data as they came from a node; control characters other than line ends and tabs are escaped. */
    public void block(String text) {
        String safe = raw ? text : Escapes.block(text);
        data.print(safe.isEmpty() || safe.endsWith("\n") ? safe : safe + "\n");
    }

    /** Writes a line of data in a colour where the terminal and the user want it. */
    public void line(Colour colour, String text) {
        String safe = raw ? text : Escapes.line(text);
        data.println(showsData && coloured ? colour.code() + safe + Colour.END : safe);
    }

    /** Writes a line of talk. */
    public void say(String text) {
        talk.println(Escapes.line(text));
    }

    /** Asks a question and returns what is typed; empty at the end of the input. */
    public Optional<String> ask(String question) {
        talk.print(Escapes.line(question) + " ");
        talk.flush();
        return readLine();
    }

    /** Asks for a secret without showing it; reads a line where nobody can be asked. */
    public Optional<String> askSecret(String question) {
        if (!asks) {
            return readLine();
        }
        if (!showsData) {
            throw Failure.of(
                            ExitCode.USAGE,
                            "secret-would-show",
                            "What you type would show, because output is redirected.")
                    .next("Leave the output on the terminal, or name a file: --password-file FILE");
        }
        return Optional.ofNullable(System.console())
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s ", question)))
                .map(String::new);
    }

    /** Reads a secret that a program hands over on standard input. */
    public Optional<String> readSecret() {
        return readLine();
    }

    private Optional<String> readLine() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("standard input can't be read", e);
        }
    }
}
