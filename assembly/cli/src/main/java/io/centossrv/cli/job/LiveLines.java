// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Terminal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows what a job prints just now as talk, line by line with the node's name; data is what comes at the end. */
final class LiveLines {
    private static final int LONGEST = 8192;
    private static final int MOST_PAGES = 20;

    private final ApiClient api;
    private final Terminal terminal;
    private final String path;
    private final Map<String, StringBuilder> begun = new HashMap<>();
    private long last;

    LiveLines(ApiClient api, Terminal terminal, String job) {
        this.api = api;
        this.terminal = terminal;
        path = "/api/v1/jobs/" + ApiClient.encode(job) + "/output?after=";
    }

    /** Shows what is new. */
    void show() {
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                JsonObject answer = api.get(path + last);
                List<JsonObject> parts = answer.objects("items");
                parts.forEach(this::show);
                last = answer.number("last").orElse(last);
                if (parts.isEmpty()) {
                    return;
                }
            }
        } catch (Failure failure) {
            if (failure.exit() != ExitCode.TRY_AGAIN) {
                throw failure;
            }
            terminal.say("What is printed just now can't be shown for a moment.");
        }
    }

    private void show(JsonObject part) {
        String node = part.text("name").orElse("?");
        String key = node + " " + part.number("task").orElse(0L) + " "
                + part.text("stream").orElse("");
        StringBuilder line = begun.computeIfAbsent(key, k -> new StringBuilder());
        long dropped = part.number("dropped").orElse(0L);
        if (dropped > 0) {
            flush(node, line);
            terminal.say(node + "> [" + dropped + " bytes are not shown]");
        }
        String text = part.text("text").orElse("");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || line.length() >= LONGEST) {
                say(node, line);
            }
            if (c != '\n') {
                line.append(c);
            }
        }
    }

    /** Shows lines that had no end. */
    void end() {
        begun.forEach((key, line) -> flush(key.substring(0, key.indexOf(' ')), line));
    }

    private void flush(String node, StringBuilder line) {
        if (line.length() > 0) {
            say(node, line);
        }
    }

    private void say(String node, StringBuilder line) {
        if (terminal.raw()) {
            terminal.talk().println(node + "> " + line);
        } else {
            terminal.say(node + "> " + line);
        }
        line.setLength(0);
    }
}
