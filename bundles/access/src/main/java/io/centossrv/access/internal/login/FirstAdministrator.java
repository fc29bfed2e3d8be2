// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.login;

import io.centossrv.access.internal.AccessConfig;
import io.centossrv.access.internal.AccessSettings;
import io.centossrv.access.internal.Account;
import io.centossrv.access.internal.password.Argon2Passwords;
import io.centossrv.access.internal.store.PostgresAccountStore;
import io.centossrv.platform.readiness.ReadinessCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the account {@code admin} where there is none yet, with a password that only the file {@code initial-login} in the
 * state folder tells. Tries until it can; {@code access} is ready from then on.
 */
@Component(service = ReadinessCheck.class, immediate = true, configurationPid = AccessConfig.PID)
public final class FirstAdministrator implements ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String NAME = "admin";
    private static final String FILE = "initial-login";
    // Without those that look alike.
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final PostgresAccountStore accounts;
    private final Argon2Passwords passwords;
    private final Path state;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Thread thread;
    private volatile Optional<String> obstacle = Optional.of("starting");

    @Activate
    public FirstAdministrator(
            @Reference PostgresAccountStore accounts, @Reference Argon2Passwords passwords, AccessConfig config) {
        this(accounts, passwords, AccessSettings.of(config).state(), Clock.systemUTC());
    }

    /** Begins at once, in a thread of its own. */
    public FirstAdministrator(PostgresAccountStore accounts, Argon2Passwords passwords, Path state, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.state = state;
        this.clock = clock;
        this.thread = new Thread(this::ensure, "centossrv-first-administrator");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Deactivate
    public void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(PAUSE.toMillis());
    }

    private void ensure() {
        while (obstacle.isPresent() && !Thread.currentThread().isInterrupted()) {
            try {
                if (accounts.isEmpty()) {
                    make();
                }
                obstacle = Optional.empty();
            } catch (RuntimeException e) {
                // Whatever it is (no database, a full disk), without an administrator nobody can log in.
                if (!obstacle.equals(Optional.of("no administrator"))) {
                    LOG.error("The first administrator can't be made, and it is tried again until it can.", e);
                }
                obstacle = Optional.of("no administrator");
                pause();
            }
        }
    }

    private void make() {
        String password = password();
        Account account = new Account(NAME, passwords.hash(password), Set.of("*"), 1, false);
        Path file = state.resolve(FILE);
        try {
            // Before the commit: an account whose password nobody knows would be for ever.
            write(file, "user: " + NAME + "\npassword: " + password + "\n");
            if (accounts.insertFirst(account, clock.instant())) {
                LOG.info("Made the first administrator. user={} login={}", NAME, file);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " can't be written.", e);
        }
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(state);
        Path unfinished = state.resolve(FILE + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text, StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
