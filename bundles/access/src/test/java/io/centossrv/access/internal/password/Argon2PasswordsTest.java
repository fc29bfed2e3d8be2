// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.platform.CentossrvException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordsTest {
    private final Argon2Passwords passwords = new Argon2Passwords();

    @Test
    void aPasswordFitsItsOwnHashAlone() {
        String hash = passwords.hash("pässword");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.verify("pässword", Optional.of(hash))).isTrue();
        assertThat(passwords.verify("password", Optional.of(hash))).isFalse();
        assertThat(passwords.hash("pässword")).isNotEqualTo(hash);
        assertThat(passwords.outdated(hash)).isFalse();
    }

    @Test
    void verifiesWhatTheReferenceImplementationMade() {
        // printf password | argon2 somesalt -id -t 2 -k 65536 -p 1 (github.com/P-H-C/phc-winner-argon2, src/test.c)
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.verify("password", Optional.of(reference))).isTrue();
        assertThat(passwords.verify("Password", Optional.of(reference))).isFalse();
        assertThat(passwords.outdated(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
            })
    void nothingFitsWhatIsNoHashOrTooCostly(String phc) {
        assertThat(passwords.verify("password", Optional.of(phc))).isFalse();
        assertThat(passwords.outdated(phc)).isTrue();
    }

    @Test
    void nothingFitsAnAccountThatDoesNotExistAndItTakesAsLong() {
        String hash = passwords.hash("password");
        long known = fastest(() -> passwords.verify("other", Optional.of(hash)));
        long unknown = fastest(() -> passwords.verify("other", Optional.empty()));

        assertThat(passwords.verify("other", Optional.empty())).isFalse();
        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    @Test
    void theHashesAtOnceAreBounded() throws Exception {
        Argon2Passwords one = new Argon2Passwords(1, Duration.ofMillis(1));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        int refused = 0;
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return busy(one);
                }));
            }
            start.countDown();
            for (Future<Boolean> answer : answers) {
                refused += answer.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(refused).isBetween(1, 7);
        assertThat(one.verify("x", Optional.empty())).isFalse();
    }

    @Test
    void anInterruptedWaitIsBusy() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> passwords.hash("x")).isInstanceOf(CentossrvException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static boolean busy(Argon2Passwords passwords) {
        try {
            passwords.hash("x");
            return false;
        } catch (CentossrvException e) {
            assertThat(e.code().name()).isEqualTo("login-busy");
            return true;
        }
    }

    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long begun = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return fastest;
    }
}
