// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UriModuleTest {
    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ModuleResult ask(String url, Object... more) {
        Map<String, Object> arguments = new HashMap<>(Map.of("url", url, "return_content", true));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        return new Tasks(folder).apply("uri", arguments);
    }

    @Test
    void aDigestChallengeIsAnswered() {
        Challenge challenge = new Challenge("digest", Map.of("realm", "r", "nonce", "n", "qop", "auth"));
        server.page("/digest", exchange -> {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            boolean right = given != null
                    && given.equals(DigestAnswer.to(
                                    challenge,
                                    new Credentials("u", "p"),
                                    "GET",
                                    "/digest?a=1",
                                    given.replaceFirst(".*cnonce=\"(\\w+)\".*", "$1"))
                            .orElseThrow());
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Basic realm=\"r\", Digest realm=\"r\", nonce=\"n\", qop=\"auth,auth-int\"");
            TestServer.send(exchange, right ? 200 : 401, "in".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(ask(server.url("/digest?a=1"), "url_username", "u", "url_password", "p")
                        .values())
                .containsEntry("content", "in");
        assertThat(server.asked().get(0)).doesNotContainKey("Authorization");
    }

    /** The example of RFC 2617, 3.5. */
    @Test
    void theDigestOfTheStandard() {
        Challenge challenge = Challenge.best(List.of("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                        + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""))
                .orElseThrow();
        Optional<String> answer = DigestAnswer.to(
                challenge, new Credentials("Mufasa", "Circle Of Life"), "GET", "/dir/index.html", "0a4f113b");
        assertThat(answer).hasValueSatisfying(text -> assertThat(text)
                .contains("response=\"6629fae49393a05397450978507c4ef1\"")
                .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""));
    }

    @Test
    void cookiesGoAlongWithRedirects() {
        server.page("/login", 302, "", Map.of("Set-Cookie", "session=abc; Path=/", "Location", "/home"));
        server.page(
                "/home",
                exchange -> TestServer.send(
                        exchange,
                        200,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))
                                .getBytes(StandardCharsets.UTF_8)));
        ModuleResult result = ask(server.url("/login"));
        assertThat(String.valueOf(result.values().get("content"))).contains("session=");
        assertThat(result.values())
                .containsEntry("cookies", Map.of("session", "abc"))
                .containsEntry("redirected", true);
    }

    @Test
    void whatIsPackedIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("[1]".getBytes(StandardCharsets.UTF_8));
        }
        server.page("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            TestServer.send(exchange, 200, packed.toByteArray());
        });
        assertThat(ask(server.url("/packed")).values())
                .containsEntry("content", "[1]")
                .containsEntry("json", List.of(1L));
    }

    @Test
    void aFormWithAFile() {
        server.page(
                "/form",
                exchange ->
                        TestServer.send(exchange, 200, exchange.getRequestBody().readAllBytes()));
        Map<String, Object> body = Map.of("f", Map.of("filename", "x.txt", "content", "inside"));
        ModuleResult result = ask(server.url("/form"), "method", "post", "body_format", "form-multipart", "body", body);
        assertThat(String.valueOf(result.values().get("content")))
                .contains("name=\"f\"; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\ninside\r\n");
    }

    @Test
    void withoutALoginTheOneOfNetrcIsTaken() throws IOException {
        java.nio.file.Files.writeString(
                folder.resolve(".netrc"), "machine other login a password b\nmachine 127.0.0.1 login u password s3\n");
        server.page("/x", 200, "", Map.of());
        ask(server.url("/x"));
        assertThat(server.asked().get(0).getFirst("Authorization")).isEqualTo(new Credentials("u", "s3").basic());
    }

    @Test
    void certificatesAreVerifiedUnlessTheTaskSaysOtherwise() throws Exception {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=t",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(openssl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(
                TlsTrust.context(true, Optional.of(certificate), Optional.of(certificate), Optional.of(key))));
        try (TestServer secure = new TestServer(https)) {
            secure.page("/x", 200, "hello", Map.of());
            String url = secure.url("/x").replace("http:", "https:");
            assertThat(ask(url).failed()).isTrue();
            assertThat(ask(url).message())
                    .hasValueSatisfying(text -> assertThat(text).contains("[SSL]"));
            assertThat(ask(url, "ca_path", certificate.toString()).values()).containsEntry("content", "hello");
            assertThat(ask(url, "validate_certs", false).values()).containsEntry("content", "hello");
        }
    }

    @Test
    void proxiesOfTheEnvironment() {
        Proxies proxies = new Proxies(Map.of("http_proxy", "p:3128", "NO_PROXY", "localhost,.inside,10.0.0.1"));
        assertThat(proxies.proxy(java.net.URI.create("http://a.example/")))
                .contains(java.net.URI.create("http://p:3128"));
        assertThat(proxies.proxy(java.net.URI.create("http://a.inside/"))).isEmpty();
        assertThat(proxies.proxy(java.net.URI.create("http://10.0.0.1/"))).isEmpty();
        assertThat(proxies.proxy(java.net.URI.create("https://a.example/"))).isEmpty();
    }
}
