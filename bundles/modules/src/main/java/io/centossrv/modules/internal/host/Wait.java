// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One wait of wait_for. */
final class Wait {
    private static final long LARGEST = 256L * 1024 * 1024;
    private static final int MOST_HEARD = 16 * 1024 * 1024;

    private final ModuleContext context;
    private final Arguments arguments;
    private final Optional<Long> port;
    private final Optional<String> path;
    private final Optional<SearchedText> searched;
    private final Duration limit;
    private final Deadline end;
    private final Instant start;
    private Optional<SearchedText.Found> found = Optional.empty();

    Wait(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.port = arguments.number("port").filter(number -> number != 0);
        this.path = arguments.text("path").filter(text -> !text.isEmpty());
        this.searched = arguments.text("search_regex").map(SearchedText::new);
        this.limit = Duration.ofSeconds(Math.max(0, arguments.number("timeout").orElseThrow()));
        this.end = Deadline.in(limit);
        this.start = context.clock().instant();
    }

    ModuleResult run() {
        String state = arguments.required("state");
        refuse(state);
        Pause.of(context, seconds("delay"));
        boolean drained = state.equals("drained");
        if (port.isEmpty() && path.isEmpty() && !drained) {
            Pause.of(context, limit);
        } else {
            boolean stops = state.equals("absent") || state.equals("stopped");
            until(() -> drained ? drained() : stops ? !there() : ready(), state);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", state);
        values.put("port", arguments.number("port").orElse(null));
        values.put("search_regex", arguments.text("search_regex").orElse(null));
        values.put("match_groups", found.map(SearchedText.Found::groups).orElse(List.of()));
        values.put("match_groupdict", found.map(SearchedText.Found::named).orElse(Map.of()));
        values.put("path", arguments.text("path").orElse(null));
        values.put("elapsed", elapsed());
        return PathInfo.added(context, ModuleResult.of(false, values));
    }

    private Duration seconds(String option) {
        return Duration.ofSeconds(Math.max(0, arguments.number(option).orElse(0L)));
    }

    private long elapsed() {
        return Duration.between(start, context.clock().instant()).toSeconds();
    }

    private void refuse(String state) {
        if (port.isPresent() && path.isPresent()) {
            throw failure("port and path parameter can not both be passed to wait_for");
        }
        if (path.isPresent() && (state.equals("stopped") || state.equals("drained"))) {
            throw failure("state=" + state + " should only be used for checking a port in the wait_for module");
        }
        if (arguments.has("exclude_hosts") && !state.equals("drained")) {
            throw failure("exclude_hosts should only be with state=drained");
        }
        arguments.texts("active_connection_states").forEach(TcpConnections::code);
    }

    private ModuleFailure failure(String message) {
        return new ModuleFailure(message, Map.of("elapsed", elapsed()));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void until(Condition condition, String state) {
        while (!end.passed()) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                throw failure(arguments.text("msg").orElse("the wait failed: " + e.getMessage()));
            }
            Pause.of(
                    context,
                    Deadline.in(seconds("sleep")).orEarlier(end).remaining().plusMillis(1));
        }
        throw failure(arguments.text("msg").orElse("Timeout when waiting for " + awaited(state)));
    }

    private String awaited(String state) {
        String place = path.orElseGet(() -> arguments.required("host") + ":" + port.orElse(0L));
        return switch (state) {
            case "absent", "stopped" -> place + (path.isPresent() ? " to be absent." : " to stop.");
            case "drained" -> place + " to drain";
            default ->
                searched.isPresent()
                        ? "search string " + arguments.required("search_regex") + " in " + place
                        : (path.isPresent() ? "file " : "") + place;
        };
    }

    private boolean drained() throws IOException {
        List<String> codes = arguments.texts("active_connection_states").stream()
                .map(TcpConnections::code)
                .toList();
        return !TcpConnections.any(
                arguments.required("host"), port.orElse(0L), codes, arguments.texts("exclude_hosts"));
    }

    private boolean there() {
        if (path.isPresent()) {
            return Files.exists(context.path(path.get()));
        }
        try (Socket socket = connected()) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private boolean ready() throws IOException {
        if (path.isPresent()) {
            Path file = context.path(path.get());
            return Files.exists(file) && (searched.isEmpty() || holds(file));
        }
        try (Socket socket = connected()) {
            return searched.isEmpty() || says(socket);
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean holds(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            if (Files.size(file) > LARGEST) {
                throw failure(file + " is larger than " + LARGEST + " bytes: its text can't be looked for");
            }
            found = searched.get().in(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            return found.isPresent();
        } catch (IOException changing) {
            // It may be in the middle of being replaced: what counts is the next look.
            return false;
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            long patience = Math.min(
                    seconds("connect_timeout").toMillis(), end.remaining().toMillis() + 1);
            socket.connect(
                    new InetSocketAddress(
                            arguments.required("host"), Math.toIntExact(Math.min(65_535, port.orElseThrow()))),
                    (int) Math.max(1, patience));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private boolean says(Socket socket) throws IOException {
        StringBuilder heard = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!end.passed() && heard.length() < MOST_HEARD) {
            socket.setSoTimeout(
                    (int) Math.max(1, Math.min(1_000, end.remaining().toMillis())));
            try {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return false;
                }
                heard.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            } catch (java.net.SocketTimeoutException silent) {
                Pause.of(context, Duration.ZERO);
                continue;
            }
            found = searched.get().in(heard);
            if (found.isPresent()) {
                return true;
            }
        }
        return false;
    }
}
