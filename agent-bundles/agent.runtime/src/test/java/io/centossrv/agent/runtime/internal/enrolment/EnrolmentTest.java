// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.agent.runtime.internal.enrolment.EnrolmentServer.Reply;
import io.centossrv.agent.runtime.internal.identity.CurveKeys;
import io.centossrv.agent.runtime.internal.identity.Identity;
import io.centossrv.agent.runtime.internal.identity.IdentityFolder;
import io.centossrv.agent.runtime.internal.identity.Machine;
import io.centossrv.agent.runtime.internal.identity.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final String NODE = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String SECRET = "s".repeat(43);
    private static final Waits SHORT = new Waits(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(20));
    private static final Reply PENDING = new Reply(200, "{\"node\":\"" + NODE + "\",\"state\":\"pending\"}");

    @TempDir
    private Path root;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final String busKey = CurveKeys.generate().publicKey();
    private TestAuthority authority;
    private Path tokenFile;
    private Reply accepted;

    @BeforeEach
    void prepare() throws Exception {
        authority = TestAuthority.good("ours");
        tokenFile = root.resolve("join-token");
        String planKey = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        accepted = new Reply(
                200,
                "{\"node\":\"%s\",\"state\":\"accepted\",\"busPort\":18444,\"busKey\":\"%s\",\"planKey\":\"%s\",\"new\":[{}]}"
                        .formatted(NODE, busKey, planKey));
    }

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdownNow();
        assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asksUntilItIsAcceptedAndThenNeverAgain() throws Exception {
        writeToken("rw-------", "t1");
        try (EnrolmentServer server = server(n -> n < 4 ? PENDING : accepted)) {
            Identity identity = enrolled(server.at("localhost"));
            assertThat(identity.node()).hasToString(NODE);
            assertThat(identity.busPort()).isEqualTo(18444);
            assertThat(identity.busKey()).isEqualTo(busKey);
            assertThat(server.asked()).hasSize(4);
            assertThat(server.asked().get(0))
                    .contains("\"token\":\"t1." + SECRET + "\"", "\"hostname\":\"web1\"")
                    .contains(folder().keys().publicKey().substring(0, 10));
            assertThat(server.asked())
                    .allMatch(asked -> asked.contains("\"sentAt\":\"20"))
                    .extracting(EnrolmentTest::withoutTime)
                    .containsOnly(withoutTime(server.asked().get(0)))
                    .allMatch(asked -> asked.contains("\"dmiUuid\":\"4c4c\",\"site\":\"berlin\""));
            assertThat(tokenFile).doesNotExist();

            assertThat(enrolled(server.at("localhost"))).isEqualTo(identity);
            assertThat(server.asked()).hasSize(4);
        }
    }

    @Test
    void goesOnWithTheSameKeyAfterACrash() throws Exception {
        writeToken("rw-------", "t1");
        try (EnrolmentServer server = server(n -> PENDING)) {
            Future<Identity> first = executor.submit(enrolment(server.at("localhost"))::run);
            await(() -> server.asked().size() >= 2);
            first.cancel(true);
        }
        try (EnrolmentServer server = server(n -> accepted)) {
            CurveKeys before = folder().keys();
            enrolled(server.at("localhost"));
            assertThat(server.asked().get(0)).contains(before.publicKey().substring(0, 10));
            assertThat(folder().keys()).isEqualTo(before);
        }
    }

    @Test
    void deletesTheTokenThatACrashLeftButNoOther() throws Exception {
        writeToken("rw-------", "t1");
        try (EnrolmentServer server = server(n -> accepted)) {
            enrolled(server.at("localhost"));
            writeToken("rw-------", "t1");
            enrolled(server.at("localhost"));
            assertThat(tokenFile).doesNotExist();
            writeToken("rw-------", "t2");
            enrolled(server.at("localhost"));
            assertThat(tokenFile).exists();
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void asksNobodyWithATokenThatOthersCanRead() throws Exception {
        writeToken("rw-r--r--", "t1");
        try (EnrolmentServer server = server(n -> accepted)) {
            Future<Identity> running = executor.submit(enrolment(server.at("localhost"))::run);
            assertStillRunning(running);
            assertThat(server.asked()).isEmpty();
            writeToken("rw-------", "t1");
            assertThat(running.get(10, TimeUnit.SECONDS).node()).hasToString(NODE);
        }
    }

    @Test
    void outlastsRefusalsNonsenseAndAnAbsentServer() throws Exception {
        writeToken("rw-------", "t1");
        URI gone;
        try (EnrolmentServer server = server(n -> accepted)) {
            gone = server.at("localhost");
        }
        Future<Identity> waiting = executor.submit(enrolment(gone)::run);
        assertStillRunning(waiting);
        waiting.cancel(true);

        try (EnrolmentServer server = server(n -> switch (n) {
            case 1 -> new Reply(401, "{\"code\":\"join-token-invalid\",\"detail\":\"no\",\"errors\":[]}");
            case 2 -> new Reply(503, "<html>");
            case 3 -> new Reply(200, "no json");
            case 4 -> new Reply(200, "{\"state\":\"accepted\",\"node\":\"x\"}");
            case 5 -> new Reply(200, accepted.body().replace(busKey, "short"));
            case 6 -> new Reply(200, "[".repeat(10_000));
            default -> accepted;
        })) {
            assertThat(enrolled(server.at("localhost")).node()).hasToString(NODE);
            assertThat(server.asked()).hasSize(7);
        }
    }

    @Test
    void takesANewTokenWhenTheOldOneIsRefused() throws Exception {
        writeToken("rw-------", "t1");
        try (EnrolmentServer server = server(n -> new Reply(401, "{\"code\":\"join-token-expired\"}"))) {
            Future<Identity> running = executor.submit(enrolment(server.at("localhost"))::run);
            await(() -> server.asked().size() >= 2);
            writeToken("rw-------", "t2");
            await(() -> server.asked().get(server.asked().size() - 1).contains("\"t2."));
            assertThat(running.isDone()).isFalse();
        }
    }

    @Test
    void takesANewKeyWithATokenOfReissueAndKeepsTheOldOneUntilThen() throws Exception {
        writeToken("rw-------", "t1");
        try (EnrolmentServer server =
                server(n -> n == 2 || n == 3 ? new Reply(503, "{\"code\":\"starting\"}") : accepted)) {
            Identity first = enrolled(server.at("localhost"));
            CurveKeys before = folder().keys();
            Future<Identity> running =
                    executor.submit(() -> enrolment(server.at("localhost")).awaitReissue(first));
            writeToken("rw-------", "t2");
            assertStillRunning(running);
            assertThat(server.asked()).hasSize(1);

            writeToken("rw-------", "re-1");
            Identity second = running.get(20, TimeUnit.SECONDS);
            assertThat(second.node()).isEqualTo(first.node());
            assertThat(second.token()).isEqualTo("re-1");
            assertThat(folder().identity()).contains(second);
            assertThat(folder().keys()).isNotEqualTo(before);
            assertThat(folder().hasNextKeys()).isFalse();
            assertThat(server.asked().get(server.asked().size() - 1))
                    .contains(folder().keys().publicKey().substring(0, 10));
            assertThat(tokenFile).doesNotExist();
        }
    }

    @Test
    void goesOnWithAReissueThatACrashCutInTwo() throws Exception {
        writeToken("rw-------", "t1");
        try (EnrolmentServer server = server(n -> accepted)) {
            Identity first = enrolled(server.at("localhost"));
            folder().nextKeys();
            folder().adoptNextKeys();
            CurveKeys adopted = folder().keys();
            writeToken("rw-------", "re-1");
            Identity second = executor.submit(
                            () -> enrolment(server.at("localhost")).awaitReissue(first))
                    .get(20, TimeUnit.SECONDS);
            assertThat(second.token()).isEqualTo("re-1");
            assertThat(folder().keys()).isEqualTo(adopted);
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void makesAnotherKeyWhereTheOneBeforeWasAdoptedLongAgo() throws Exception {
        writeToken("rw-------", "t1");
        Reply taken = new Reply(409, "{\"code\":\"node-key-taken\",\"detail\":\"no\"}");
        try (EnrolmentServer server = server(n -> n == 2 ? taken : accepted)) {
            Identity first = enrolled(server.at("localhost"));
            folder().nextKeys();
            folder().adoptNextKeys();
            CurveKeys before = folder().keys();
            writeToken("rw-------", "re-2");
            executor.submit(() -> enrolment(server.at("localhost")).awaitReissue(first))
                    .get(20, TimeUnit.SECONDS);
            assertThat(server.asked()).hasSize(3);
            assertThat(folder().keys()).isNotEqualTo(before);
            assertThat(folder().hasNextKeys()).isFalse();
        }
    }

    private static String withoutTime(String asked) {
        return asked.replaceAll("\"sentAt\":\"[^\"]*\"", "");
    }

    private static void assertStillRunning(Future<Identity> running) {
        assertThatThrownBy(() -> running.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    private Identity enrolled(URI server) throws Exception {
        return executor.submit(enrolment(server)::run).get(20, TimeUnit.SECONDS);
    }

    private Enrolment enrolment(URI server) {
        return new Enrolment(
                server, new JoinTokenFile(tokenFile), folder(), new Machine("web1", "0123", "4c4c"), "berlin", SHORT);
    }

    private IdentityFolder folder() {
        return new IdentityFolder(new StateFolder(root));
    }

    private EnrolmentServer server(IntFunction<Reply> replies) throws Exception {
        return new EnrolmentServer(
                authority.server(
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        Instant.now().plus(Duration.ofDays(1))),
                replies);
    }

    private void writeToken(String mode, String id) throws Exception {
        Path fresh = root.resolve("token.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
        Files.writeString(fresh, id + "." + SECRET + "." + authority.pin() + "\n");
        Files.move(fresh, tokenFile, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException, IOException {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting at most 10 s").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
