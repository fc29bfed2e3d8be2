// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.login;

import io.centossrv.access.internal.AccessConfig;
import io.centossrv.access.internal.AccessErrors;
import io.centossrv.access.internal.AccessSettings;
import io.centossrv.access.internal.Account;
import io.centossrv.access.internal.password.Argon2Passwords;
import io.centossrv.access.internal.store.PostgresAccountStore;
import io.centossrv.access.internal.token.SigningKeyRing;
import io.centossrv.access.internal.token.TokenCodec;
import io.centossrv.platform.CentossrvException;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Logs in by password. Each login and each failure is in the audit trail. Thread-safe. */
@Component(service = PasswordLogin.class, configurationPid = AccessConfig.PID)
public final class PasswordLogin {
    private final PostgresAccountStore accounts;
    private final Argon2Passwords passwords;
    private final TokenCodec tokens;
    private final FailureLimit perAccount;
    private final FailureLimit perSource;

    @Activate
    public PasswordLogin(
            @Reference PostgresAccountStore accounts,
            @Reference Argon2Passwords passwords,
            @Reference SigningKeyRing keys,
            AccessConfig config) {
        this(
                accounts,
                passwords,
                new TokenCodec(keys, AccessSettings.of(config).tokenLifetime(), Clock.systemUTC()),
                AccessSettings.of(config),
                Clock.systemUTC());
    }

    public PasswordLogin(
            PostgresAccountStore accounts,
            Argon2Passwords passwords,
            TokenCodec tokens,
            AccessSettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.perAccount = new FailureLimit(settings.failures(), clock);
        this.perSource = new FailureLimit(settings.failuresPerSource(), clock);
    }

    /**
     * Returns a token. Takes as long whether or not there is such an account.
     *
     * @param source the peer's address
     * @throws CentossrvException {@code login-failed}; {@code login-limited} after too many failures, also with the right
     *     password; {@code login-busy}
     */
    public TokenCodec.Issued login(String user, String password, String source) {
        String pair = source + " " + user;
        if (!perSource.begin(source)) {
            throw limited();
        }
        if (!perAccount.begin(pair)) {
            perSource.undo(source);
            throw limited();
        }
        try {
            Account account = authenticate(user, password, source);
            TokenCodec.Issued token = tokens.issue(account);
            perSource.undo(source);
            perAccount.forget(pair);
            return token;
        } catch (CentossrvException e) {
            if (!e.code().equals(AccessErrors.LOGIN_FAILED)) {
                // No answer is no failure of the one who asked.
                perSource.undo(source);
                perAccount.undo(pair);
            }
            throw e;
        }
    }

    private Account authenticate(String user, String password, String source) {
        Optional<Account> account = accounts.find(user);
        boolean right = passwords.verify(password, account.map(Account::passwordHash));
        if (account.isEmpty() || !right || account.get().disabled()) {
            accounts.recordFailure(account, source);
            throw new CentossrvException(AccessErrors.LOGIN_FAILED, "The user or the password is wrong.");
        }
        if (passwords.outdated(account.get().passwordHash())) {
            accounts.rehash(account.get(), passwords.hash(password));
        }
        accounts.recordLogin(account.get(), source);
        return account.get();
    }

    private static CentossrvException limited() {
        return new CentossrvException(
                AccessErrors.LOGIN_LIMITED, "Too many logins failed within the last minute. Try again in a minute.");
    }
}
