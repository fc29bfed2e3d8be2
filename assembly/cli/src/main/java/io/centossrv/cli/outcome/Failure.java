// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.outcome;

import java.util.List;
import java.util.Optional;

/** Ends a command: what went wrong and why, the places, and what to do next. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final transient List<String> places;
    private final transient Optional<String> next;
    private final transient Optional<String> traceId;

    private Failure(
            ExitCode exit,
            String code,
            String message,
            List<String> places,
            Optional<String> next,
            Optional<String> traceId) {
        super(message);
        this.exit = exit;
        this.code = code;
        this.places = List.copyOf(places);
        this.next = next;
        this.traceId = traceId;
    }

    /**
     * Returns a failure.
     *
     * @param code stable, the same in REST and here
     * @param message what and why, a sentence
     */
    public static Failure of(ExitCode exit, String code, String message) {
        return new Failure(exit, code, message, List.of(), Optional.empty(), Optional.empty());
    }

    /** Returns it with the next step, a sentence. */
    public Failure next(String step) {
        return new Failure(exit, code, getMessage(), places, Optional.of(step), traceId);
    }

    /** Returns it with the places that are wrong, one line each. */
    public Failure at(List<String> lines) {
        return new Failure(exit, code, getMessage(), lines, next, traceId);
    }

    /** Returns it with the id under which the control plane logged it. */
    public Failure traced(Optional<String> id) {
        return new Failure(exit, code, getMessage(), places, next, id);
    }

    /** Returns what the process ends with. */
    public ExitCode exit() {
        return exit;
    }

    /** Returns the stable code. */
    public String code() {
        return code;
    }

    /** Returns the places that are wrong. */
    public List<String> places() {
        return places;
    }

    /** Returns what to do next. */
    public Optional<String> next() {
        return next;
    }

    /** Returns the id to look for in the control plane's log. */
    public Optional<String> traceId() {
        return traceId;
    }
}
