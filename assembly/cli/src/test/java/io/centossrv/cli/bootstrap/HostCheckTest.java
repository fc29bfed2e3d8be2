// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.cli.outcome.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final String FIT = """
            hostname=web1
            arch=x86_64
            glibc=2.34
            os=CentOS Stream 9
            installer=dnf
            init=systemd
            root=password
            space:/opt=900000
            space:/var/tmp=900000
            writable:/var/tmp=yes
            space:/tmp=900000
            writable:/tmp=yes
            """;

    @Test
    void aFitHostIsTaken() {
        HostCheck check = HostCheck.parse(FIT + "noexec=/tmp\n");
        assertThatCode(() -> check.requireFit(rpm("2.34"))).doesNotThrowAnyException();
        assertThat(check.folderFor(60_000_000)).isEqualTo("/var/tmp");
        assertThat(check.summary())
                .isEqualTo("CentOS Stream 9, x86_64, glibc 2.34, systemd, sudo with a password,"
                        + " /tmp is noexec, which is no obstacle");
    }

    @Test
    void whatStandsAgainstIsSaid() {
        assertRefused(FIT.replace("installer=dnf\n", ""), "no-rpm");
        assertRefused(FIT.replace("x86_64", "aarch64"), "wrong-architecture");
        assertRefused(FIT.replace("init=systemd\n", ""), "no-init");
        assertRefused(FIT.replace("root=password", "root=none"), "no-root");
        assertRefused(FIT.replace("/opt=900000", "/opt=9000"), "no-space");
        assertRefused(FIT + "tar=yes\n", "agent-from-tar");
    }

    @Test
    void anotherFolderIsTakenWhereOneIsFull() {
        HostCheck check = HostCheck.parse(FIT.replace("/var/tmp=900000", "/var/tmp=900"));
        assertThat(check.folderFor(60_000_000)).isEqualTo("/tmp");
        assertThatThrownBy(() -> check.folderFor(5_000_000_000L))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("no-space"));
    }

    @Test
    void anOlderLibraryIsRefused() {
        HostCheck check = HostCheck.parse(FIT);
        assertThatCode(() -> check.requireFit(rpm("2.4"))).doesNotThrowAnyException();
        assertThatCode(() -> check.requireFit(Optional.of(new RpmHeader("a", "noarch", Optional.empty()))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check.requireFit(rpm("2.35")))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("glibc-too-old"));
    }

    @Test
    void whatAHostSaysIsNotBelievedBlindly() {
        HostCheck check = HostCheck.parse("banner\n=x\nhostname=a\nhostname=b\nspace:/opt=99999999999999999999999\n");
        assertThat(check.hostname()).isEqualTo("a");
        assertThatThrownBy(() -> check.requireFit(Optional.empty())).isInstanceOf(Failure.class);
    }

    @Test
    void theFingerprintIsTheAgentsOwn() {
        // the test vector of ZeroMQ's RFC 32, four times over
        assertThat(KeyPrint.of("HelloWorldHelloWorldHelloWorldHelloWorld")).isEqualTo("SHA256:" + expected());
    }

    private static Optional<RpmHeader> rpm(String library) {
        return Optional.of(new RpmHeader("centossrv-agent", "x86_64", Optional.of(library)));
    }

    private static String expected() {
        try {
            byte[] eight = java.util.HexFormat.of().parseHex("864fd26fb559f75b");
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(32);
            for (int i = 0; i < 4; i++) {
                bytes.put(eight);
            }
            return java.util.Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(String text, String code) {
        assertThatThrownBy(() -> HostCheck.parse(text).requireFit(rpm("2.34")))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
