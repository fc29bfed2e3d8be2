// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.access.internal.AccessErrors;
import io.centossrv.access.internal.AccessFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PasswordLoginTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final String HOME = "192.0.2.7";

    @TempDir
    Path folder;

    private AccessFixture access;

    @BeforeEach
    void start() {
        access = new AccessFixture(EMBEDDED, folder);
    }

    @Test
    void theRightPasswordGivesATokenAndAnAuditRow() throws Exception {
        long before = EMBEDDED.events().newest();
        String token = access.login.login("ann", AccessFixture.PASSWORD, HOME).token();

        assertThat(access.authenticator.authenticateToken(token)).isPresent();
        Event event = await(before, "access.login");
        assertThat(event.audit()).isTrue();
        assertThat(event.subject()).isEqualTo("ann");
        assertThat(event.actor()).isEqualTo("ann");
        assertThat(event.data()).isEqualTo("{\"source\":\"192.0.2.7\"}");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreToldAlikeAndAudited() throws Exception {
        long before = EMBEDDED.events().newest();
        CentossrvException wrong = failure("ann", "hunter2", HOME);
        CentossrvException unknown = failure("hunter2", "hunter2", HOME);

        assertThat(wrong.code()).isEqualTo(AccessErrors.LOGIN_FAILED).isEqualTo(unknown.code());
        assertThat(wrong).hasMessage(unknown.getMessage());
        assertThat(await(before, "access.login-failed").subject()).isEqualTo("ann");
        List<Event> events = awaitCount(before, 2);
        assertThat(events).extracting(Event::subject).containsExactly("ann", "unknown-account");
        assertThat(events.toString()).doesNotContain("hunter2");
    }

    @Test
    void afterTenFailuresTheRightPasswordIsRefusedForAMinute() {
        for (int i = 0; i < 10; i++) {
            assertThat(code("ann", "wrong", HOME)).isEqualTo(AccessErrors.LOGIN_FAILED);
        }
        assertThat(code("ann", AccessFixture.PASSWORD, HOME)).isEqualTo(AccessErrors.LOGIN_LIMITED);
        assertThat(access.login
                        .login("ann", AccessFixture.PASSWORD, "192.0.2.8")
                        .token())
                .isNotEmpty();

        access.clock.advance(Duration.ofSeconds(61));
        assertThat(access.login.login("ann", AccessFixture.PASSWORD, HOME).token())
                .isNotEmpty();
    }

    @Test
    void loginsThatSucceedAreNotLimited() {
        for (int i = 0; i < 15; i++) {
            assertThat(access.login.login("ann", AccessFixture.PASSWORD, HOME).token())
                    .isNotEmpty();
        }
    }

    @Test
    void oneSourceCannotTryManyAccounts() {
        FailureLimit limit = new FailureLimit(60, access.clock);
        for (int i = 0; i < 60; i++) {
            assertThat(limit.begin(HOME)).isTrue();
        }
        assertThat(limit.begin(HOME)).isFalse();
        access.clock.advance(Duration.ofMinutes(1));
        assertThat(limit.begin(HOME)).isTrue();
    }

    @Test
    void whatIsRememberedIsBounded() {
        FailureLimit limit = new FailureLimit(10, access.clock);
        for (int i = 0; i < 20_000; i++) {
            assertThat(limit.begin("source-" + i)).isTrue();
        }
        assertThat(limit.size()).isEqualTo(10_000);
    }

    @Test
    void aDisabledAccountIsRefusedLikeAWrongPassword() {
        access.execute("UPDATE accounts SET disabled = true");

        assertThat(code("ann", AccessFixture.PASSWORD, HOME)).isEqualTo(AccessErrors.LOGIN_FAILED);
    }

    @Test
    void aHashWithOtherParametersIsReplacedAtLogin() {
        access.execute("UPDATE accounts SET password_hash ="
                + " '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'");
        assertThat(access.login.login("ann", "password", HOME).token()).isNotEmpty();

        assertThat(access.ann().passwordHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(access.login.login("ann", "password", HOME).token()).isNotEmpty();
    }

    private CentossrvException failure(String user, String password, String source) {
        try {
            access.login.login(user, password, source);
        } catch (CentossrvException e) {
            return e;
        }
        throw new AssertionError("the login succeeded");
    }

    private ErrorCode code(String user, String password, String source) {
        return failure(user, password, source).code();
    }

    private static Event await(long after, String topic) throws InterruptedException {
        return awaitCount(after, 1).stream()
                .filter(event -> event.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static List<Event> awaitCount(long after, int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<Event> events = List.of();
        while (events.size() < count) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            events = EMBEDDED.events().read(after, List.of("access.*"), 100);
            Thread.sleep(10);
        }
        return events;
    }
}
