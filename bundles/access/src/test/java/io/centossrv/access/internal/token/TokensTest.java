// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.centossrv.access.internal.AccessFixture;
import io.centossrv.access.internal.store.AccessDatabase;
import io.centossrv.access.internal.store.PostgresSigningKeyStore;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    @TempDir
    Path folder;

    private AccessFixture access;

    @BeforeEach
    void start() {
        access = new AccessFixture(EMBEDDED, folder);
    }

    @Test
    void aTokenStandsForItsAccount() {
        TokenCodec.Issued issued = access.tokens.issue(access.ann());

        assertThat(access.authenticator.authenticateToken(issued.token()))
                .contains(new Caller("ann", Set.of("node:read", "account:read")));
        assertThat(issued.expiresAt()).isEqualTo(access.clock.instant().plus(Duration.ofHours(1)));
        assertThat(issued.toString()).doesNotContain(issued.token());
        assertThat(header(issued.token())).contains("\"alg\":\"EdDSA\"").contains("\"kid\":\"");
    }

    @Test
    void aTokenExpires() {
        String token = token();
        access.clock.advance(Duration.ofMinutes(59));
        assertThat(access.authenticator.authenticateToken(token)).isPresent();

        access.clock.advance(Duration.ofSeconds(66));
        assertThat(access.authenticator.authenticateToken(token)).isEmpty();
    }

    @Test
    void aTokenIsNotCalledInvalidWhileTheDatabaseIsAway() {
        String token = token();
        SigningKeyRing blind = new SigningKeyRing(
                new PostgresSigningKeyStore(new AccessDatabase(new LostDatabase())),
                folder.resolve("other"),
                access.clock);
        TokenCodec tokens = new TokenCodec(blind, Duration.ofHours(1), access.clock);

        assertThat(catchThrowable(() -> tokens.verify(token)))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e.code()).isEqualTo(LostDatabase.LOST));
    }

    /** Opens, and never answers again. */
    private static final class LostDatabase implements Persistence, Database {
        static final ErrorCode LOST = new ErrorCode("database-unavailable", ErrorKind.UNAVAILABLE);

        @Override
        public Database open(Schema schema) {
            return this;
        }

        @Override
        public String serverVersion() {
            return "18";
        }

        @Override
        public boolean embedded() {
            return true;
        }

        @Override
        public <T> T inTransaction(Work<T> work) {
            throw new CentossrvException(LOST, "The database does not answer.");
        }

        @Override
        public <T> T read(Work<T> work) {
            throw new CentossrvException(LOST, "The database does not answer.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aTokenThatWasAlteredIsWorthless(int part) {
        String[] parts = token().split("\\.");
        for (int i = 0; i < parts[part].length(); i += 7) {
            char other = parts[part].charAt(i) == 'A' ? 'B' : 'A';
            String[] altered = parts.clone();
            altered[part] = parts[part].substring(0, i) + other + parts[part].substring(i + 1);

            assertThat(access.authenticator.authenticateToken(String.join(".", altered)))
                    .isEmpty();
        }
    }

    @Test
    void theAlgorithmNoneIsRefused() throws JoseException {
        JsonWebSignature unsigned = signature(claims(), access.keys.own().kid());
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue("none");
        String none = unsigned.getCompactSerialization();
        String payload = token().split("\\.")[1];
        String byHand =
                encode("{\"alg\":\"none\",\"kid\":\"" + access.keys.own().kid() + "\"}") + "." + payload + ".";

        assertThat(access.authenticator.authenticateToken(none)).isEmpty();
        assertThat(access.authenticator.authenticateToken(byHand)).isEmpty();
        assertThat(access.authenticator.authenticateToken(byHand.replaceFirst("\\.$", "")))
                .isEmpty();
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws JoseException {
        Key secret = new HmacKey(access.keys.own().publicKey().getEncoded());
        JsonWebSignature forged = signature(claims(), access.keys.own().kid());
        forged.setKey(secret);
        forged.setAlgorithmHeaderValue("HS256");

        assertThat(access.authenticator.authenticateToken(forged.getCompactSerialization()))
                .isEmpty();
    }

    @Test
    void aKeyThatNobodyPublishedIsRefused() throws Exception {
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String own = access.keys.own().kid();

        assertThat(verify(claims(), "stranger", stranger.getPrivate())).isFalse();
        assertThat(verify(claims(), own, stranger.getPrivate())).isFalse();
        assertThat(verify(claims(), null, access.keys.own().privateKey())).isFalse();
        assertThat(verify(claims(), own, access.keys.own().privateKey())).isTrue();
    }

    @Test
    void issuerAudienceAndTimesMustFit() throws JoseException {
        assertThat(with(claims -> claims.setIssuer("someone"))).isFalse();
        assertThat(with(claims -> claims.setAudience("another-api"))).isFalse();
        assertThat(with(claims -> claims.unsetClaim("exp"))).isFalse();
        assertThat(with(claims -> claims.unsetClaim("sub"))).isFalse();
        assertThat(with(claims -> claims.unsetClaim("cred"))).isFalse();
        assertThat(with(claims -> claims.setClaim("cred", "1"))).isFalse();
        assertThat(with(claims -> claims.setClaim("nbf", now() + 600))).isFalse();
        assertThat(with(claims -> claims.setClaim("exp", now() + 3 * 24 * 3600)))
                .isFalse();
        assertThat(with(claims -> claims.setSubject("bob"))).isFalse();
        assertThat(with(claims -> {})).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "Bearer x", "....", "{}", "\u0000"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(access.authenticator.authenticateToken(text)).isEmpty();
        assertThat(access.authenticator.authenticateToken(text.repeat(2_000))).isEmpty();
        assertThat(access.authenticator.redeemTicket(text)).isEmpty();
    }

    @Test
    void aRevokedKeyMakesItsTokensWorthlessAndIsReplaced() {
        String before = token();
        String kid = access.keys.own().kid();
        access.keyStore.revoke(kid, access.clock.instant());
        access.clock.advance(Duration.ofSeconds(2));

        assertThat(access.authenticator.authenticateToken(before)).isEmpty();
        assertThat(access.keys.own().kid()).isNotEqualTo(kid);
        assertThat(access.authenticator.authenticateToken(token())).isPresent();
    }

    @Test
    void controlPlanesTakeOneAnothersTokens() {
        String other = access.otherControlPlane(folder.resolve("other"))
                .issue(access.ann())
                .token();
        access.clock.advance(Duration.ofSeconds(1));

        assertThat(access.authenticator.authenticateToken(other)).isPresent();
    }

    @Test
    void theKeyIsKeptAndOnlyItsOwnerCanReadIt() throws Exception {
        String token = token();
        Path file = folder.resolve("keys/access-signing.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        SigningKeyRing restarted = new SigningKeyRing(access.keyStore, folder.resolve("keys"), access.clock);
        assertThat(restarted.own().kid()).isEqualTo(access.keys.own().kid());
        assertThat(new TokenCodec(restarted, Duration.ofHours(1), access.clock).verify(token))
                .isPresent();
    }

    @Test
    void aChangeOfTheAccountTakesEffectWithinASecond() {
        String token = token();
        assertThat(access.authenticator.authenticateToken(token)).isPresent();

        access.execute("UPDATE accounts SET grants = '{job:run}'");
        access.clock.advance(Duration.ofSeconds(1));
        assertThat(access.authenticator.authenticateToken(token)).contains(new Caller("ann", Set.of("job:run")));
        assertThat(access.authenticator.caller("ann")).contains(new Caller("ann", Set.of("job:run")));
        assertThat(access.authenticator.caller("nobody")).isEmpty();

        access.execute("UPDATE accounts SET disabled = true");
        access.clock.advance(Duration.ofSeconds(1));
        assertThat(access.authenticator.authenticateToken(token)).isEmpty();
        assertThat(access.authenticator.caller("ann")).isEmpty();

        access.execute("UPDATE accounts SET disabled = false, credential = 2");
        access.clock.advance(Duration.ofSeconds(1));
        assertThat(access.authenticator.authenticateToken(token)).isEmpty();
        assertThat(access.authenticator.authenticateToken(token())).isPresent();
    }

    @Test
    void aTicketServesOnce() {
        Tickets.Ticket ticket = access.tickets.issue(access.ann().caller());

        assertThat(access.authenticator.redeemTicket(ticket.ticket()))
                .contains(access.ann().caller());
        assertThat(access.authenticator.redeemTicket(ticket.ticket())).isEmpty();
        assertThat(ticket.toString()).doesNotContain(ticket.ticket());
    }

    @Test
    void aTicketExpires() {
        Tickets.Ticket ticket = access.tickets.issue(access.ann().caller());
        access.clock.advance(Duration.ofSeconds(30));

        assertThat(access.authenticator.redeemTicket(ticket.ticket())).isEmpty();
    }

    @Test
    void aTicketOfADisabledAccountIsWorthless() {
        Tickets.Ticket ticket = access.tickets.issue(access.ann().caller());
        access.execute("UPDATE accounts SET disabled = true");

        assertThat(access.authenticator.redeemTicket(ticket.ticket())).isEmpty();
    }

    @Test
    void theTicketsOfAnAccountAreBounded() {
        for (int i = 0; i < 100; i++) {
            assertThat(access.tickets.issue(access.ann().caller()).ticket()).hasSize(43);
        }

        assertThat(catchThrowable(() -> access.tickets.issue(access.ann().caller())))
                .hasMessageContaining("too many tickets");
        access.clock.advance(Duration.ofSeconds(31));
        assertThat(access.tickets.issue(access.ann().caller()).ticket()).isNotEmpty();
    }

    private String token() {
        return access.tokens.issue(access.ann()).token();
    }

    private interface Change {
        void apply(JwtClaims claims);
    }

    private boolean with(Change change) throws JoseException {
        JwtClaims claims = claims();
        change.apply(claims);
        return verify(claims, access.keys.own().kid(), access.keys.own().privateKey());
    }

    private boolean verify(JwtClaims claims, String kid, Key key) throws JoseException {
        JsonWebSignature signature = signature(claims, kid);
        signature.setKey(key);
        signature.setAlgorithmHeaderValue("EdDSA");
        return access.authenticator
                .authenticateToken(signature.getCompactSerialization())
                .isPresent();
    }

    private static JsonWebSignature signature(JwtClaims claims, String kid) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        if (kid != null) {
            signature.setKeyIdHeaderValue(kid);
        }
        return signature;
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("centossrv");
        claims.setAudience("centossrv-api");
        claims.setSubject("ann");
        claims.setIssuedAt(NumericDate.fromSeconds(now()));
        claims.setExpirationTime(NumericDate.fromSeconds(now() + 600));
        claims.setClaim("cred", 1);
        return claims;
    }

    private long now() {
        return access.clock.instant().getEpochSecond();
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
