// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.pki.internal.key.Pem;
import io.centossrv.pki.internal.key.ServerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ServerNames NAMES = ServerNames.withLocal(List.of("srv.example.org"));

    @TempDir
    private Path etc;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = etc.resolve("keys");
    }

    private FileKeys open() throws IOException, GeneralSecurityException {
        return open(NOW);
    }

    private FileKeys open(Instant now) throws IOException, GeneralSecurityException {
        return new FileKeys(folder, NAMES, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void makesKeysThatOnlyTheirOwnerReadsAndKeepsThem() throws Exception {
        FileKeys first = open();
        FileKeys second = open();

        assertThat(second.caPin()).isEqualTo(first.caPin()).hasSize(43);
        assertThat(second.busPublicKey()).isEqualTo(first.busPublicKey()).hasSize(40);
        assertThat(second.busSecretKey()).isEqualTo(first.busSecretKey()).hasSize(40);
        assertThat(second.planVerificationKey()).isEqualTo(first.planVerificationKey());
        assertThat(second.tlsChain()).isEqualTo(first.tlsChain());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactlyInAnyOrder(
                            "ca.crt",
                            "ca.key",
                            "plan.key",
                            "plan.pub",
                            "bus.key",
                            "bus.pub",
                            "https.p12",
                            "https.password");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void presentsAChainThatLeadsToThePinnedAuthority() throws Exception {
        FileKeys keys = open();
        List<X509Certificate> chain = keys.tlsChain();

        chain.get(0).verify(chain.get(1).getPublicKey());
        chain.get(1).verify(chain.get(1).getPublicKey());
        assertThat(chain.get(0).getSubjectAlternativeNames())
                .extracting(entry -> String.valueOf(entry.get(1)))
                .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "srv.example.org");
        assertThat(chain.get(0).getNotAfter().toInstant()).isBefore(NOW.plus(Duration.ofDays(398)));
        assertThat(chain.get(0).getBasicConstraints()).isEqualTo(-1);
        assertThat(chain.get(1).getBasicConstraints()).isZero();
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(chain.get(1).getPublicKey().getEncoded());
        assertThat(keys.caPin())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    @Test
    void signsPlansSoThatTheyVerify() throws Exception {
        FileKeys keys = open();
        byte[] plan = {1, 2, 3};

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keys.planVerificationKey());
        verifier.update(plan);
        assertThat(verifier.verify(keys.signPlan(plan))).isTrue();
    }

    @Test
    void renewsTheServersCertificateAndNothingElse() throws Exception {
        FileKeys early = open();
        FileKeys before = open(NOW.plus(Duration.ofDays(360)));
        FileKeys due = open(NOW.plus(Duration.ofDays(368)));
        due.renewTls(ServerNames.withLocal(List.of("srv.example.org", "10.1.2.3")));

        assertThat(before.tlsChain().get(0)).isEqualTo(early.tlsChain().get(0));
        assertThat(due.tlsChain().get(0)).isNotEqualTo(early.tlsChain().get(0));
        assertThat(due.tls().password()).isNotEqualTo(early.tls().password());
        assertThat(due.tlsChain().get(0).getSubjectAlternativeNames())
                .anyMatch(entry -> entry.get(1).equals("10.1.2.3"));
        assertThat(due.caPin()).isEqualTo(early.caPin());
        assertThat(due.tls().toString()).doesNotContain(due.tls().password());
    }

    @Test
    void makesAnUnreadableKeystoreAnew() throws Exception {
        FileKeys first = open();
        Files.writeString(folder.resolve("https.p12"), "not a keystore");

        FileKeys second = open();

        assertThat(second.tlsChain().get(0)).isNotEqualTo(first.tlsChain().get(0));
        assertThat(second.caPin()).isEqualTo(first.caPin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key", "plan.key", "plan.pub", "bus.key", "bus.pub"})
    void neverReplacesALostKey(String name) throws Exception {
        open();
        Files.delete(folder.resolve(name));

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyFolderBroken.class)
                .hasMessageContaining("misses " + name)
                .hasMessageContaining("backup");
        assertThat(folder.resolve(name)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key", "plan.key", "plan.pub", "bus.key", "bus.pub"})
    void refusesADamagedKeyWithoutShowingIt(String name) throws Exception {
        open();
        String text = Files.readString(folder.resolve(name));
        Files.writeString(folder.resolve(name), text.substring(0, text.length() / 2));

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyFolderBroken.class)
                .hasMessageNotContaining(
                        text.strip().lines().reduce((a, b) -> b).orElseThrow());
    }

    @Test
    void refusesAKeyOfSomebodyElse() throws Exception {
        open();
        Files.writeString(
                folder.resolve("plan.key"),
                Pem.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate()));

        assertThatThrownBy(this::open).isInstanceOf(KeyFolderBroken.class).hasMessageContaining("plan.key");
    }

    @Test
    void refusesASecretThatOthersMayRead() throws Exception {
        open();
        Files.setPosixFilePermissions(folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::open).isInstanceOf(KeyFolderBroken.class).hasMessageContaining("chmod 600");
    }

    @Test
    void dropsWhatACrashLeftUnfinished() throws Exception {
        Path unfinished = Files.createDirectories(folder.resolve(".new"));
        Files.writeString(unfinished.resolve("ca.key"), "half");

        assertThat(open().caPin()).hasSize(43);
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void carriesOnWhatACrashLeftFinished() throws Exception {
        String pin = open().caPin();
        Path finished = Files.createDirectory(folder.resolve(".made"));
        for (String name : List.of("plan.pub", "bus.key")) {
            Files.move(folder.resolve(name), finished.resolve(name));
        }

        assertThat(open().caPin()).isEqualTo(pin);
        assertThat(finished).doesNotExist();
    }

    @Test
    void leavesOtherFilesInTheFolderAlone() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("token.key"), "somebody else's");

        open();

        assertThat(folder.resolve("token.key")).hasContent("somebody else's");
    }
}
