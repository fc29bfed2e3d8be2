// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.cli.outcome.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshTargetTest {
    @Test
    void isReadAsSshWritesIt() {
        assertThat(SshTarget.parse("web1")).isEqualTo(new SshTarget(Optional.empty(), "web1", Optional.empty()));
        assertThat(SshTarget.parse("ops@web1:2222"))
                .isEqualTo(new SshTarget(Optional.of("ops"), "web1", Optional.of(2222)));
        assertThat(SshTarget.parse("[2001:db8::1]:22"))
                .isEqualTo(new SshTarget(Optional.empty(), "2001:db8::1", Optional.of(22)));
        assertThat(SshTarget.parse("web1").as(Optional.of("ops")).user()).contains("ops");
        assertThat(SshTarget.parse("me@web1").as(Optional.of("ops")).user()).contains("me");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-oProxyCommand=x", "a b", "a;b", "@web1", "web1:0", "web1:70000", "-l@x", "a@b@c", "$(x)"})
    void isRefusedWhereSshWouldTakeItForSomethingElse(String text) {
        assertThatThrownBy(() -> SshTarget.parse(text)).isInstanceOf(Failure.class);
    }

    @Test
    void isNamedInKnownHostsWithItsPortOnlyWhereThatIsNotTheUsualOne() {
        assertThat(SshTarget.parse("web1:22").knownName()).isEqualTo("web1");
        assertThat(SshTarget.parse("web1:2222").knownName()).isEqualTo("[web1]:2222");
    }

    @Test
    void wordsOfAScriptAreQuoted() {
        assertThat(SshLogin.quoted("it's $HOME; `id`")).isEqualTo("'it'\\''s $HOME; `id`'");
    }

    @Test
    void anUnknownHostKeyNeverPasses() {
        SshSettings settings = new SshSettings(Optional.empty(), Path.of("/tmp/known"), false, Duration.ofSeconds(10));
        assertThat(settings.options())
                .contains("StrictHostKeyChecking=yes", "BatchMode=yes", "ForwardAgent=no", "VerifyHostKeyDNS=no");
    }

    @Test
    void aPasswordIsInNoCommandAndInNoText() {
        RootAccess access = RootAccess.sudo("canary");
        assertThat(access.prefix()).doesNotContain("canary");
        assertThat(access.toString()).doesNotContain("canary");
    }
}
