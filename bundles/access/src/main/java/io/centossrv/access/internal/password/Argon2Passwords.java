// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.password;

import io.centossrv.access.internal.AccessErrors;
import io.centossrv.platform.CentossrvException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Hashes and verifies passwords by Argon2id (RFC 9106) with the parameters that OWASP recommends: 19 MiB, 2 passes, 1
 * lane. So many at once as there are processors, at most 4: each takes its memory. Thread-safe.
 */
@Component(service = Argon2Passwords.class)
public final class Argon2Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore slots;
    private final Duration patience;
    /** What a password for an account that does not exist is compared with, so that it takes as long. */
    private final PhcString nobody;

    @Activate
    public Argon2Passwords() {
        this(Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()), PATIENCE);
    }

    Argon2Passwords(int atOnce, Duration patience) {
        this.slots = new Semaphore(atOnce, true);
        this.patience = patience;
        this.nobody = new PhcString(MEMORY_KIB, PASSES, LANES, bytes(SALT_BYTES), bytes(HASH_BYTES));
    }

    /** Returns the PHC string of a password with a new salt. Takes some 30 ms; waits at most 3 s for its turn. */
    public String hash(String password) {
        byte[] salt = bytes(SALT_BYTES);
        PhcString cost = new PhcString(MEMORY_KIB, PASSES, LANES, salt, new byte[HASH_BYTES]);
        return new PhcString(MEMORY_KIB, PASSES, LANES, salt, compute(password, cost)).text();
    }

    /**
     * Tells whether a password is the one of a PHC string, in constant time. Takes as long where there is none.
     *
     * @param phc empty where there is no such account
     * @throws CentossrvException {@code login-busy} where no turn came
     */
    public boolean verify(String password, Optional<String> phc) {
        Optional<PhcString> expected = phc.flatMap(PhcString::parse);
        PhcString against = expected.orElse(nobody);
        boolean equal = MessageDigest.isEqual(compute(password, against), against.hash());
        return equal && expected.isPresent();
    }

    /** Tells whether a PHC string has other parameters than a new one would. */
    public boolean outdated(String phc) {
        return PhcString.parse(phc).filter(nobody::sameCostAs).isEmpty();
    }

    private byte[] compute(String password, PhcString cost) {
        acquire();
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKib())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .withSalt(cost.salt())
                    .build());
            byte[] hash = new byte[cost.hash().length];
            generator.generateBytes(secret, hash);
            return hash;
        } finally {
            Arrays.fill(secret, (byte) 0);
            slots.release();
        }
    }

    private void acquire() {
        try {
            if (slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CentossrvException(
                AccessErrors.LOGIN_BUSY, "Too many logins are being checked at the moment. Try again in a moment.");
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
