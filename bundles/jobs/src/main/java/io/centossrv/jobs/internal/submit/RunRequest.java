// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.jobs.internal.plan.Sha256;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for a command to be run on nodes.
 *
 * @param target which nodes
 * @param argv the program and its arguments, taken as they are
 * @param timeout how long it may run on a node
 * @param timeToLive how long it may wait for a node
 */
public record RunRequest(String target, List<String> argv, Duration timeout, Duration timeToLive) {
    /** The code of a request that breaks a rule. */
    public static final ErrorCode INVALID = new ErrorCode("request-invalid", ErrorKind.USER);

    /** How long a command may run unless asked otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

    /** How long a command waits for a node unless asked otherwise. */
    public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);

    private static final int MAX_ARGUMENTS = 1000;
    private static final int MAX_BYTES = 128 * 1024;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofHours(24);
    private static final Duration MOST_TIME_TO_LIVE = Duration.ofDays(30);

    public RunRequest {
        argv = List.copyOf(argv);
        List<ErrorDetail> wrong = new ArrayList<>();
        if (target.isBlank()) {
            wrong.add(ErrorDetail.at("/target", "A target names nodes, such as web* or all."));
        }
        checkArgv(argv, wrong);
        checkRange("/timeout", timeout, MOST_TIMEOUT, wrong);
        checkRange("/ttl", timeToLive, MOST_TIME_TO_LIVE, wrong);
        if (!wrong.isEmpty()) {
            throw new CentossrvException(INVALID, "The request has mistakes.", wrong);
        }
    }

    /** Returns what tells this request apart from another one with the same key. */
    public String fingerprint() {
        Sha256 digest =
                new Sha256().add("run").add(target).add(timeout.toString()).add(timeToLive.toString());
        argv.forEach(digest::add);
        return digest.hex();
    }

    private static void checkArgv(List<String> argv, List<ErrorDetail> wrong) {
        if (argv.isEmpty() || argv.get(0).isBlank()) {
            wrong.add(ErrorDetail.at("/argv", "argv starts with the program to run."));
        }
        if (argv.size() > MAX_ARGUMENTS) {
            wrong.add(ErrorDetail.at("/argv", "argv has at most " + MAX_ARGUMENTS + " arguments."));
        }
        int bytes = argv.stream()
                .mapToInt(a -> a.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MAX_BYTES) {
            wrong.add(ErrorDetail.at("/argv", "argv takes at most " + MAX_BYTES + " bytes."));
        }
        if (argv.stream().anyMatch(a -> a.indexOf('\0') >= 0)) {
            wrong.add(ErrorDetail.at("/argv", "No argument holds a NUL character."));
        }
    }

    private static void checkRange(String pointer, Duration value, Duration most, List<ErrorDetail> wrong) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(most) > 0) {
            wrong.add(ErrorDetail.at(pointer, "It must be from " + LEAST + " to " + most + "."));
        }
    }
}
