// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host to log in at.
 *
 * @param user empty where ssh's own settings say who
 * @param host name or address
 * @param port empty where ssh's own settings say which
 */
public record SshTarget(Optional<String> user, String host, Optional<Integer> port) {
    private static final Pattern TEXT = Pattern.compile("(?:([A-Za-z_][A-Za-z0-9._-]{0,63})@)?"
            + "(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9][A-Za-z0-9._-]{0,252}))(?::(\\d{1,5}))?");

    /** Reads {@code [USER@]HOST[:PORT]}; an IPv6 address stands in brackets. */
    public static SshTarget parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        Optional<Integer> port = Optional.ofNullable(matcher.group(4)).map(Integer::valueOf);
        if (port.filter(number -> number < 1 || number > 65_535).isPresent()) {
            throw invalid(text);
        }
        return new SshTarget(
                Optional.ofNullable(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)).orElseGet(() -> matcher.group(3)),
                port);
    }

    private static Failure invalid(String text) {
        return Failure.of(ExitCode.USAGE, "host-invalid", "'" + text + "' is no [USER@]HOST[:PORT].");
    }

    /** Returns it with this user where it names none. */
    public SshTarget as(Optional<String> otherwise) {
        return new SshTarget(user.or(() -> otherwise), host, port);
    }

    /** Returns how a file of known hosts names it. */
    String knownName() {
        return port.filter(number -> number != 22)
                .map(number -> "[" + host + "]:" + number)
                .orElse(host);
    }

    @Override
    public String toString() {
        return port.map(number -> (host.contains(":") ? "[" + host + "]" : host) + ":" + number)
                .orElse(host);
    }
}
