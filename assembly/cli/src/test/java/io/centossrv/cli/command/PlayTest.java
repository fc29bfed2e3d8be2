// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayTest {
    private static final String PLAYBOOK = """
            - name: Web servers
              hosts: web*
              tasks:
                - ansible.builtin.copy: {src: motd.txt, dest: /etc/motd}
            """;

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    private FakeControlPlane server;
    private Shell shell;
    private Path playbook;

    @BeforeEach
    void start() throws IOException {
        playbook = folder.resolve("site.yml");
        Files.writeString(playbook, PLAYBOOK);
        server = new FakeControlPlane()
                .on("POST /api/v1/plays", 202, "{\"id\":\"j1\",\"kind\":\"play\",\"state\":\"queued\"}")
                .on(
                        "GET /api/v1/nodes?limit=1000&filter=web*",
                        200,
                        "{\"items\":[{\"name\":\"web1\",\"state\":\"online\"}]}");
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void ends(String golden) throws IOException {
        server.on("GET /api/v1/jobs/j1", 200, "{\"id\":\"j1\",\"kind\":\"play\",\"state\":\"succeeded\"}")
                .on("GET /api/v1/jobs/j1/nodes", 200, resource(golden));
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PlayTest.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void showsAPlayAsAnsibleDoes() throws IOException {
        ends("play-nodes.json");

        Shell.Result play = shell.run("play", "apply", playbook.toString(), "--diff", "--yes");

        assertThat(play.data()).isEqualTo(resource("play-output.txt"));
        assertThat(play.exit()).isEqualTo(2);
    }

    @Test
    void countsChangesWhereAskedTo() throws IOException {
        ends("play-nodes.json");
        assertThat(shell.run("play", "apply", playbook.toString(), "--detailed-exitcode", "--yes")
                        .exit())
                .isEqualTo(12);
        server.on("POST /api/v1/plays", 202, "{\"id\":\"j2\"}")
                .on(
                        "GET /api/v1/jobs/j2",
                        200,
                        "{\"id\":\"j2\",\"kind\":\"play\",\"check\":true,\"state\":\"succeeded\"}")
                .on(
                        "GET /api/v1/jobs/j2/nodes",
                        200,
                        "{\"items\":[{\"name\":\"web1\",\"state\":\"changed\",\"tasks\":["
                                + "{\"index\":0,\"play\":\"P\",\"task\":\"T\",\"status\":\"changed\"}]}]}");
        shell.run("play", "check", playbook.toString());
        Shell.Result check = shell.run("play", "check", playbook.toString(), "--detailed-exitcode");
        assertThat(check.exit()).isEqualTo(10);
        assertThat(check.talk()).contains("nothing was changed");
    }

    @Test
    void asksForTheNameOfTheNode() throws IOException {
        ends("play-nodes.json");

        Shell.Result nobody = shell.piping("web1\n").run("play", "apply", playbook.toString());
        assertThat(nobody.exit()).isEqualTo(64);
        assertThat(nobody.talk()).contains("--yes");
        assertThat(shell.typing("web2\n")
                        .run("play", "apply", playbook.toString())
                        .exit())
                .isEqualTo(64);
        assertThat(server.posts()).isEmpty();
        Shell.Result yes = shell.typing("web1\n").run("play", "apply", playbook.toString());
        assertThat(yes.talk()).startsWith("Apply to node web1? Type its name:");
        assertThat(server.posts()).hasSize(1);
    }

    @Test
    void doesNotAskForACheckOrWhereTheContextSaysSo() throws IOException {
        ends("play-nodes.json");

        shell.piping("").run("play", "apply", "--check", playbook.toString());
        shell.run("play", "check", playbook.toString());
        shell.loggedIn(server, ",\"applyHere\":true").run("play", "apply", playbook.toString());

        assertThat(server.posts()).hasSize(3);
        assertThat(server.posts().get(0).json().flag("check")).isTrue();
        assertThat(server.posts().get(1).json().flag("check")).isTrue();
        assertThat(server.posts().get(2).json().flag("check")).isFalse();
    }

    @Test
    void asksForAYesWhereOnlyTheControlPlaneKnowsTheNodes() throws IOException {
        ends("play-nodes.json");
        Files.writeString(playbook, "- hosts: ~web.+\n");
        server.on(
                "GET /api/v1/nodes?limit=1000&filter=%7Eweb.%2B",
                400, FakeControlPlane.problem(400, "target-invalid", "No."));

        assertThat(shell.typing("web1\n")
                        .run("play", "apply", playbook.toString())
                        .exit())
                .isEqualTo(64);
        assertThat(server.posts()).isEmpty();
        shell.typing("yes\n").run("play", "apply", playbook.toString());
        assertThat(server.posts()).hasSize(1);
    }

    @Test
    void endsBeforeTheQuestionWhereNoNodeIsMeant() throws IOException {
        server.on("GET /api/v1/nodes?limit=1000&filter=db1", 200, "{\"items\":[]}");

        assertThat(shell.typing("")
                        .run("play", "apply", playbook.toString(), "--limit", "db1")
                        .exit())
                .isEqualTo(3);
        assertThat(server.posts()).isEmpty();
    }

    @Test
    void sendsThePlaybookAndWhatItNames() throws IOException {
        ends("play-nodes.json");
        Files.writeString(folder.resolve("motd.txt"), "hello\n");
        Files.writeString(folder.resolve("secret.txt"), "not mentioned\n");

        shell.run("play", "check", playbook.toString(), "--diff", "--limit", "web1", "--wait-offline", "2h");

        JsonObject body = server.posts().get(0).json();
        assertThat(body.text("playbook")).hasValue("site.yml");
        assertThat(body.text("limit")).hasValue("web1");
        assertThat(body.text("ttl")).hasValue("PT2H");
        assertThat(body.flag("diff")).isTrue();
        assertThat(body.object("files").fields()).containsOnlyKeys("motd.txt", "site.yml");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(body.object("files").text("motd.txt").orElseThrow()),
                        StandardCharsets.UTF_8))
                .isEqualTo("hello\n");
    }

    @Test
    void showsTheMistakesOfAPlaybook() {

        server.on(
                "POST /api/v1/plays",
                422,
                "{\"status\":422,\"code\":\"play-invalid\",\"detail\":\"The playbook is invalid.\","
                        + "\"errors\":[{\"pointer\":\"site.yml\",\"line\":4,\"column\":7,\"message\":\"no such module\"}]}");
        shell.run("play", "check", playbook.toString());

        Shell.Result check = shell.run("play", "check", playbook.toString());

        assertThat(check.exit()).isEqualTo(65);
        assertThat(check.talk()).isEqualTo("""
                        csrv: The playbook is invalid.
                          site.yml:4:7: no such module
                        (code play-invalid)
                        """);
    }

    @Test
    void findsNoPlaybook() {
        assertThat(shell.run("play", "check", "/nonexistent.yml").exit()).isEqualTo(64);
    }
}
