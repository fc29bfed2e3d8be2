// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.HelloArchive;
import io.centossrv.itests.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code $ csrv …} line of the guide ends well, in the order of its page. */
class GuideIT {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Path GUIDE = Sandbox.checkout().resolve("docs/guide");

    private static Estate estate;
    private static Csrv csrv;

    /** The files that commands name and that are not in the checkout, as their authors would have them. */
    private static Map<String, String> files;

    @BeforeAll
    static void start() {
        estate = Estate.start("node1");
        csrv = new Csrv(estate.sandbox()).login(estate.controlPlane());
        HelloArchive newer = HelloArchive.built().as("1.1.0");
        files = Map.of(
                "hello-1.0.0.kar", HelloArchive.file().toString(),
                "hello-1.1.0.kar", newer.write(estate.sandbox(), "hello-1.1.0").toString());
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    /**
     * The pages that have commands for {@code csrv} and none for root on a host: those need hosts that are booted for them.
     * A page that loses its commands is missed in {@link #noPageLostItsCommands}.
     */
    static List<String> pages() throws IOException {
        try (Stream<Path> pages = Files.list(GUIDE)) {
            List<String> names = new ArrayList<>();
            for (Path page :
                    pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
                boolean forHosts = !inConsole(page, "# ").isEmpty()
                        || !inConsole(page, "[root@").isEmpty();
                if (!commands(page).isEmpty() && !forHosts) {
                    names.add(page.getFileName().toString());
                }
            }
            return names;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCommandsOfThePageWork(String page) throws IOException {
        for (String typed : inConsole(GUIDE.resolve(page), "$ read -rs ")) {
            csrv.set(typed.substring(0, typed.indexOf(';')), "typed by the operator");
        }
        for (String command : commands(GUIDE.resolve(page))) {
            csrv.run(words(command)).expect(0);
        }
    }

    @Test
    void noPageLostItsCommands() throws IOException {
        assertThat(pages()).contains("first-steps.md", "plugins.md");
        assertThat(commands(GUIDE.resolve("first-steps.md"))).hasSizeGreaterThan(5);
        assertThat(commands(GUIDE.resolve("plugins.md"))).hasSizeGreaterThan(5);
    }

    private static List<String> commands(Path page) throws IOException {
        return inConsole(page, "$ csrv ");
    }

    /** Returns the lines of a page's console blocks that start with a prompt, without it. */
    private static List<String> inConsole(Path page, String prompt) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean inConsole = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                inConsole = line.equals("```console");
            } else if (inConsole && line.startsWith(prompt)) {
                commands.add(line.substring(prompt.length()));
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
                    words.add(files.getOrDefault(matcher.group(group), matcher.group(group)));
                }
            }
        }
        return words.toArray(String[]::new);
    }
}
