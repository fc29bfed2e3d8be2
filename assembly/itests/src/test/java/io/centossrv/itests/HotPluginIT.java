// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.HelloArchive;
import io.centossrv.itests.harness.LocalShell;
import io.centossrv.itests.harness.OpenLoop;
import io.centossrv.itests.harness.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The example plugin comes, changes and goes in an estate that is never restarted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HotPluginIT {
    private static final String HELLO = "/api/v1/x/hello";
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Estate estate;
    private static Csrv csrv;
    private static LocalShell shell;

    @BeforeAll
    static void start() {
        estate = Estate.start("node1");
        csrv = new Csrv(estate.sandbox()).login(estate.controlPlane());
        shell = new LocalShell(estate.sandbox(), estate.controlPlane());
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    @Test
    @Order(1)
    void aPlanChangesNothing() {
        assertThat(csrv.run("plugin", "plan", HelloArchive.file().toString())
                        .expect(0)
                        .out())
                .contains("com.example.hello.server");
        assertNothingOfHello();
    }

    @Test
    @Order(2)
    void brokenArchivesLeaveNothing() throws IOException {
        byte[] whole = Files.readAllBytes(HelloArchive.file());
        Path cut = estate.sandbox().folder().resolve("cut.kar");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        refused(cut, "plugin-invalid");

        Path lacking = HelloArchive.built().without("com/example/hello/Greeter").write(estate.sandbox(), "lacking");
        refused(lacking, "plugin-start-failed");
    }

    @Test
    @Order(3)
    void itIsInstalledAndServes() {
        csrv.run("plugin", "install", HelloArchive.file().toString()).expect(0);

        JsonNode hello = estate.rest().get(HELLO);
        assertThat(hello.get("greeting").asText()).isEqualTo("Hello, admin!");
        assertThat(hello.get("version").asText()).isEqualTo("1.0.0");
        assertThat(new RestClient(estate.controlPlane()).status(HELLO)).isEqualTo(401);
        JsonNode operation = openApi().get("paths").get(HELLO).get("get");
        assertThat(operation.get("x-permission").asText()).isEqualTo("hello:read");
        assertThat(shell.run("hello:say", "web 1").expect(0).out()).isEqualTo("Hello, web 1!\n");
        assertThat(shell.run("help").expect(0).out()).contains("hello:say");
        assertThat(csrv.run("plugin", "list").expect(0).out()).containsPattern("hello +1\\.0\\.0 +yes");
    }

    @Test
    @Order(4)
    void itIsNotInstalledTwice() {
        Csrv.Result again = csrv.run("plugin", "install", HelloArchive.file().toString());
        assertThat(again.code()).isNotZero();
        assertThat(again.err()).contains("plugin-exists");
        assertThat(estate.rest().status(HELLO)).isEqualTo(200);
    }

    @Test
    @Order(5)
    void itsAgentPartBringsFacts() throws IOException {
        agentPart("com.example.hello.agent-1.0.0.jar", HelloArchive.built().agentPart());
        Await.untilTrue(
                "hello.greeting",
                SOON,
                () -> csrv.run("node", "facts", "node1").expect(0).out().contains("Hello from the node!"));
    }

    @Test
    @Order(6)
    void anUpdateFailsNoRequest() {
        Path newer = HelloArchive.built().as("1.1.0").write(estate.sandbox(), "hello-1.1.0");
        try (OpenLoop load = new OpenLoop(estate.rest(), List.of(HELLO), 50)) {
            Await.untilTrue("load", SOON, () -> load.sent() > 50);
            csrv.run("plugin", "update", newer.toString()).expect(0);
            int sent = load.sent();
            Await.untilTrue("a second passes", SOON, () -> load.sent() > sent + 50);
            assertThat(load.finish()).allMatch(answer -> answer.status() == 200);
        }
        assertThat(estate.rest().get(HELLO).get("version").asText()).isEqualTo("1.1.0");
        assertThat(bundles()).containsExactly("com.example.hello.server 1.1.0 active");
        assertThat(shell.run("hello:say").expect(0).out()).startsWith("Hello, local:");
    }

    @Test
    @Order(7)
    void anUpdateThatDoesNotServeLeavesTheOldOneInCharge() {
        Path broken = HelloArchive.built()
                .as("1.2.0")
                .without("com/example/hello/Greeter")
                .write(estate.sandbox(), "hello-1.2.0");
        Csrv.Result result = csrv.run("plugin", "update", broken.toString());
        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("plugin-start-failed");
        assertThat(bundles()).containsExactly("com.example.hello.server 1.1.0 active");
        assertThat(estate.rest().get(HELLO).get("version").asText()).isEqualTo("1.1.0");
    }

    @Test
    @Order(8)
    void theOldArchiveRollsItBack() {
        csrv.run("plugin", "update", HelloArchive.file().toString()).expect(0);
        assertThat(estate.rest().get(HELLO).get("version").asText()).isEqualTo("1.0.0");
    }

    @Test
    @Order(9)
    void itGoesAndLeavesNothing() throws IOException {
        csrv.run("plugin", "uninstall", "hello", "--yes").expect(0);
        assertNothingOfHello();
        assertThat(csrv.run("plugin", "uninstall", "hello", "--yes").err()).contains("plugin-not-found");

        Files.delete(agentPlugins().resolve("com.example.hello.agent-1.0.0.jar"));
        Await.untilTrue(
                "the facts are gone",
                SOON,
                () -> !csrv.run("node", "facts", "node1").expect(0).out().contains("hello."));
        assertThat(estate.agent().karaf().probe("list")).noneMatch(line -> line.startsWith("com.example.hello"));
    }

    @Test
    @Order(10)
    void withoutTheDeveloperSwitchItTakesASignature() throws Exception {
        Path etc = estate.controlPlane().karaf().home().resolve("etc");
        Path platform = etc.resolve("io.centossrv.platform.cfg");
        Files.writeString(platform, Files.readString(platform).replace("plugin.dev=true", "plugin.dev=false"));
        Await.untilTrue("the switch is off", SOON, () -> csrv.run(
                        "plugin", "plan", HelloArchive.file().toString())
                .err()
                .contains("plugin-unsigned"));
        refused(HelloArchive.file(), "plugin-unsigned");

        KeyPair publisher = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path signed = HelloArchive.built().signed(publisher).write(estate.sandbox(), "signed");
        refused(signed, "plugin-unsigned");

        Files.createDirectories(etc.resolve("trust"));
        Files.writeString(
                etc.resolve("trust/example.pub"),
                Base64.getEncoder().encodeToString(publisher.getPublic().getEncoded()));
        estate.sandbox().give(etc.resolve("trust"));
        csrv.run("plugin", "install", signed.toString()).expect(0);
        assertThat(estate.rest().status(HELLO)).isEqualTo(200);
        csrv.run("plugin", "uninstall", "hello", "--yes").expect(0);
        assertNothingOfHello();
    }

    private static void refused(Path archive, String code) {
        Csrv.Result result = csrv.run("plugin", "install", archive.toString());
        assertThat(result.code()).as(result.toString()).isNotZero();
        assertThat(result.err()).contains(code);
        assertNothingOfHello();
    }

    private static void assertNothingOfHello() {
        Path plugins = estate.controlPlane().karaf().state().resolve("plugins");
        assertThat(estate.rest().status(HELLO)).isEqualTo(404);
        assertThat(openApi().toString()).doesNotContain("x/hello");
        assertThat(shell.run("help").expect(0).out()).doesNotContain("hello:");
        assertThat(shell.run("hello:say").err()).contains("hello:say");
        assertThat(bundles()).isEmpty();
        assertThat(estate.controlPlane().karaf().probe("components")).noneMatch(c -> c.startsWith("com.example.hello"));
        assertThat(plugins.resolve("hello")).doesNotExist();
        assertThat(plugins.resolve(".incoming")).isEmptyDirectory();
    }

    private static JsonNode openApi() {
        return estate.rest().get("/api/v1/openapi.json");
    }

    private static List<String> bundles() {
        return estate.controlPlane().karaf().probe("list").stream()
                .filter(line -> line.startsWith("com.example.hello"))
                .toList();
    }

    private static Path agentPlugins() {
        return estate.agent().karaf().state().resolve("plugins");
    }

    private static void agentPart(String name, byte[] jar) throws IOException {
        Path file = agentPlugins().resolve(name);
        Files.write(file, jar);
        estate.sandbox().give(file);
    }
}
