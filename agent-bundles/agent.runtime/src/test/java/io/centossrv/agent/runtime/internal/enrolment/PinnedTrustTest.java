// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.agent.runtime.internal.enrolment.EnrolmentServer.Reply;
import io.centossrv.agent.runtime.internal.enrolment.PinnedTrustManager.WrongPin;
import io.centossrv.agent.runtime.internal.identity.CurveKeys;
import io.centossrv.agent.runtime.internal.identity.Machine;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class PinnedTrustTest {
    private static final GeneralName LOCALHOST = new GeneralName(GeneralName.dNSName, "localhost");
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    private static final String NODE = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final CurveKeys keys = CurveKeys.generate();

    @Test
    void talksToTheServerWhoseAuthorityIsPinned() throws Exception {
        TestAuthority authority = TestAuthority.good("ours");
        assertThat(ask(authority.server(LOCALHOST, tomorrow), "localhost", authority.pin()))
                .isEqualTo(new Answer.Pending(NODE));
    }

    @Test
    void checksAddressesAsWell() throws Exception {
        TestAuthority authority = TestAuthority.good("ours");
        SSLContext server = authority.server(new GeneralName(GeneralName.iPAddress, "127.0.0.1"), tomorrow);
        assertThat(ask(server, "127.0.0.1", authority.pin())).isEqualTo(new Answer.Pending(NODE));
        assertRefused(server, "localhost", authority.pin(), CertificateException.class);
    }

    @Test
    void refusesAnotherAuthority() throws Exception {
        TestAuthority authority = TestAuthority.good("ours");
        SSLContext impostor = TestAuthority.good("ours").server(LOCALHOST, tomorrow);
        assertRefused(impostor, "localhost", authority.pin(), WrongPin.class);
    }

    @Test
    void refusesACertificateThatTheAuthorityDidNotSign() throws Exception {
        TestAuthority authority = TestAuthority.good("ours");
        assertRefused(authority.forged(LOCALHOST), "localhost", authority.pin(), CertificateException.class);
    }

    @Test
    void refusesAnotherHostName() throws Exception {
        TestAuthority authority = TestAuthority.good("ours");
        SSLContext other = authority.server(new GeneralName(GeneralName.dNSName, "other.example.org"), tomorrow);
        assertRefused(other, "localhost", authority.pin(), CertificateException.class);
    }

    @Test
    void refusesWhatHasExpired() throws Exception {
        TestAuthority authority = TestAuthority.good("ours");
        assertRefused(authority.server(LOCALHOST, yesterday), "localhost", authority.pin(), CertificateException.class);
        TestAuthority old = new TestAuthority("old", true, yesterday);
        assertRefused(old.server(LOCALHOST, tomorrow), "localhost", old.pin(), CertificateException.class);
    }

    @Test
    void refusesAPinnedCertificateThatIsNoAuthority() throws Exception {
        TestAuthority leaf = new TestAuthority("leaf", false, tomorrow);
        assertRefused(leaf.server(LOCALHOST, tomorrow), "localhost", leaf.pin(), CertificateException.class);
    }

    private void assertRefused(SSLContext server, String host, String pin, Class<? extends Exception> cause) {
        assertThatThrownBy(() -> ask(server, host, pin))
                .isInstanceOf(IOException.class)
                .satisfies(error -> {
                    Throwable found = error;
                    while (found != null && !cause.isInstance(found)) {
                        found = found.getCause();
                    }
                    assertThat(found).as("a cause of " + error).isInstanceOf(cause);
                });
    }

    private Answer ask(SSLContext context, String host, String pin) throws Exception {
        Reply pending = new Reply(200, "{\"node\":\"" + NODE + "\",\"state\":\"pending\"}");
        try (EnrolmentServer server = new EnrolmentServer(context, n -> pending)) {
            JoinToken token = new JoinToken("id", "s".repeat(43), pin);
            Answer answer = new EnrolmentClient(server.at(host), token, Clock.systemUTC())
                    .ask(keys, new Machine("web1", "", ""), "");
            assertThat(server.asked()).hasSize(1);
            return answer;
        }
    }
}
