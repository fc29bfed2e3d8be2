// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold beside Ansible's behaviour, which the conformance cases show. */
class GetUrlModuleTest {
    private static final String SHA256_OF_NEW = "7aa7a5359173d05b63cfd682e3c38487f3cb4f7f1d60659fe59fab1505977d4c";

    @TempDir
    Path folder;

    private TestServer server;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer();
        server.page("/new", 200, "new\n", Map.of());
        file = folder.resolve("a");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ModuleResult run(boolean check, String path, Object... more) {
        Map<String, Object> arguments = new HashMap<>(Map.of("url", server.url(path), "dest", file.toString()));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        Tasks tasks = new Tasks(folder);
        return check ? tasks.check("get_url", arguments) : tasks.apply("get_url", arguments);
    }

    @Test
    void theCheckIsTrueForTheSameAndForAnother() throws IOException {
        Files.writeString(file, "new\n");
        assertThat(run(true, "/new").changed()).isFalse();
        assertThat(run(true, "/new", "mode", "0600").changed()).isTrue();
        Files.writeString(file, "old\n");
        assertThat(run(true, "/new").changed()).isTrue();
        assertThat(file).hasContent("old\n");
    }

    @Test
    void aWrongChecksumLeavesTheOldFile() throws IOException {
        Files.writeString(file, "old\n");
        ModuleResult result = run(false, "/new", "checksum", "sha256:" + "0".repeat(64));
        assertThat(result.failed()).isTrue();
        assertThat(result.message().orElse("")).contains("did not match").contains(SHA256_OF_NEW);
        assertThat(file).hasContent("old\n");
        try (Stream<Path> names = Files.list(folder)) {
            assertThat(names).containsExactly(file);
        }
    }

    @Test
    void aListOfChecksumsIsLookedUp() {
        server.page("/sums", 200, "00  other\n" + SHA256_OF_NEW + " *./new\n", Map.of());
        assertThat(run(false, "/new", "checksum", "sha256:" + server.url("/sums"))
                        .changed())
                .isTrue();
        server.page("/none", 200, "00  other\n00  third\n", Map.of());
        assertThat(run(false, "/new", "checksum", "sha256:" + server.url("/none"))
                        .message())
                .hasValueSatisfying(text -> assertThat(text).contains("Unable to find a checksum for file 'new'"));
    }

    @Test
    void whatIsNotModifiedStays() throws IOException {
        Files.writeString(file, "old\n");
        server.page("/dated", exchange -> {
            boolean asked = exchange.getRequestHeaders().containsKey("If-Modified-Since");
            TestServer.send(exchange, asked ? 304 : 200, "new\n".getBytes(StandardCharsets.UTF_8));
        });
        ModuleResult result = run(false, "/dated");
        assertThat(result.changed()).isFalse();
        assertThat(result.failed()).isFalse();
        assertThat(result.values()).containsEntry("status_code", 304L);
        assertThat(run(false, "/dated", "force", true).changed()).isTrue();
        assertThat(file).hasContent("new\n");
    }

    @Test
    void backupModeAndOldAttributes() throws IOException {
        Files.writeString(file, "old\n");
        Files.setAttribute(file, "unix:mode", 0640);
        ModuleResult result = run(false, "/new", "backup", true);
        assertThat(Path.of(String.valueOf(result.values().get("backup_file")))).hasContent("old\n");
        assertThat((Integer) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0640);
    }

    @Test
    void aServerMayNotChooseTheFolder() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("in"));
        server.page("/evil", 200, "x", Map.of("Content-Disposition", "attachment; filename=\"../../evil\""));
        run(false, "/evil", "dest", inside.toString());
        assertThat(inside.resolve("evil")).hasContent("x");
    }

    @Test
    void aPasswordGoesToNoOtherServerAndIntoNoResult() throws IOException {
        try (TestServer other = new TestServer()) {
            other.page("/there", 200, "there", Map.of());
            server.page("/away", 302, "", Map.of("Location", other.url("/there")));
            server.page("/s3cret", 404, "s3cret", Map.of());
            Object[] login = {"url_username", "u", "url_password", "s3cret", "force_basic_auth", true};
            assertThat(run(false, "/away", login).changed()).isTrue();
            assertThat(server.asked().get(0).getFirst("Authorization")).startsWith("Basic ");
            assertThat(other.asked().get(0)).doesNotContainKey("Authorization");
            assertThat(run(false, "/s3cret", login).values().toString()).doesNotContain("s3cret");
            String withPassword = server.url("/s3cret").replace("://", "://u:s3cret@");
            assertThat(run(false, "", "url", withPassword.replace("/s3cret", "/none"))
                            .values()
                            .toString())
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void aSilentServerIsGivenUp() {
        java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
        server.page("/stuck", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                over.await(60, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ModuleResult result = run(false, "/stuck", "timeout", 1L);
        over.countDown();
        assertThat(result.message()).contains("Connection failure: timed out");
        assertThat(file).doesNotExist();
    }
}
