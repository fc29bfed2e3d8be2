// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every {@code $ csrv …} line of the guide ends well, in the order of its page. */
class GuideIT {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Test
    void theCommandsOfFirstStepsWork() throws IOException {
        List<String> commands = commands(Sandbox.checkout().resolve("docs/guide/first-steps.md"));
        assertThat(commands).hasSizeGreaterThan(5);
        try (Estate estate = Estate.start("node1")) {
            Csrv csrv = new Csrv(estate.sandbox()).login(estate.controlPlane());
            for (String command : commands) {
                csrv.run(words(command)).expect(0);
            }
        }
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean inConsole = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                inConsole = line.equals("```console");
            } else if (inConsole && line.startsWith("$ csrv ")) {
                commands.add(line.substring("$ csrv ".length()));
            }
        }
        return commands;
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words.toArray(String[]::new);
    }
}
