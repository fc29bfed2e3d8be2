// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.token;

import io.centossrv.access.internal.Account;
import io.centossrv.platform.CentossrvException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Signs and verifies tokens: JSON Web Tokens (RFC 7519), by EdDSA over Ed25519 (RFC 8037) and nothing else. They hold no
 * rights: those are the account's at the moment of use. Thread-safe.
 */
public final class TokenCodec {
    private static final String ISSUER = "centossrv";
    private static final String AUDIENCE = "centossrv-api";
    private static final String CREDENTIAL = "cred";
    private static final int MAX_TOKEN = 4_096;
    /** The most that clocks of several control planes may differ. */
    private static final int SKEW_SECONDS = 5;

    private final SigningKeyRing keys;
    private final Duration lifetime;
    private final Clock clock;

    public TokenCodec(SigningKeyRing keys, Duration lifetime, Clock clock) {
        this.keys = keys;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * A token that was made.
     *
     * @param token not in {@link #toString}
     */
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }
    }

    /** Whom a token stands for, and which of the account's credentials. */
    public record Subject(String account, int credential) {}

    /** Makes a token for an account. */
    public Issued issue(Account account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(lifetime);
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(account.name());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        claims.setGeneratedJwtId();
        claims.setClaim(CREDENTIAL, account.credential());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(keys.own().privateKey());
        signature.setKeyIdHeaderValue(keys.own().kid());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setHeader("typ", "JWT");
        try {
            return new Issued(signature.getCompactSerialization(), expiresAt);
        } catch (JoseException e) {
            throw new IllegalStateException("a token can't be signed", e);
        }
    }

    /**
     * Returns whom a token stands for; empty where it is malformed, altered, expired, or its key is unknown or revoked.
     *
     * @throws CentossrvException where the keys can't be read: that says nothing about the token
     */
    public Optional<Subject> verify(String token) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = consumer().processToClaims(token);
            Long credential = claims.getClaimValue(CREDENTIAL, Long.class);
            return credential == null
                    ? Optional.empty()
                    : Optional.of(new Subject(claims.getSubject(), Math.toIntExact(credential)));
        } catch (InvalidJwtException e) {
            // Whatever the key resolver throws comes out wrapped.
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof CentossrvException unavailable) {
                    throw unavailable;
                }
            }
            return Optional.empty();
        } catch (MalformedClaimException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA))
                .setVerificationKeyResolver((signature, context) -> key(signature))
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(24 * 60 + 1)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .build();
    }

    private Key key(JsonWebSignature signature) throws UnresolvableKeyException {
        String kid = signature.getKeyIdHeaderValue();
        return Optional.ofNullable(kid)
                .flatMap(keys::find)
                .orElseThrow(() -> new UnresolvableKeyException("the token's key is unknown or revoked"));
    }
}
