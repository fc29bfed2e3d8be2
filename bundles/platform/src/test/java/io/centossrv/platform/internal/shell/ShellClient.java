// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the client and keeps what it prints. */
public final class ShellClient {
    private ShellClient() {}

    public static Answer run(Path socket, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = Stream.concat(Stream.of("--socket", socket.toString()), Stream.of(arguments))
                .toList();
        int code = Client.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public record Answer(int code, String out, String err) {}
}
