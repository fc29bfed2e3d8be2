// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the guide whose console blocks show what commands print. */
public final class GuidePage {
    private static final Pattern PROMPT = Pattern.compile("(?:\\$ |\\[root@(\\w+)]# )(.+)");

    private GuidePage() {}

    /**
     * A command of the page.
     *
     * @param host where root types it; empty for the operator's own machine
     * @param line what is typed
     * @param output what the page shows below it
     */
    public record Step(Optional<String> host, String line, List<String> output) {
        public Step {
            output = List.copyOf(output);
        }
    }

    /** Returns the commands in order. */
    public static List<Step> steps(Path page) {
        List<Step> steps = new ArrayList<>();
        List<String> output = new ArrayList<>();
        Optional<Matcher> current = Optional.empty();
        boolean inConsole = false;
        for (String line : lines(page)) {
            Matcher prompt = PROMPT.matcher(line);
            boolean starts = inConsole && prompt.matches();
            if (line.startsWith("```") || starts) {
                List<String> shown = List.copyOf(output);
                current.ifPresent(
                        typed -> steps.add(new Step(Optional.ofNullable(typed.group(1)), typed.group(2), shown)));
                output.clear();
                current = starts ? Optional.of(prompt) : Optional.empty();
                inConsole = starts || line.equals("```console");
            } else if (current.isPresent()) {
                output.add(line);
            }
        }
        return steps;
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
