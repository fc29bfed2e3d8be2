// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery.ssh;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The key exchanges that are offered (RFC 8731, 5656, 4253). Only the server's answer is wanted, which has its host key,
 * so the public half is all that is made: no secret comes of it, and nothing is sent after it.
 */
enum Exchange {
    CURVE25519("curve25519-sha256,curve25519-sha256@libssh.org") {
        @Override
        byte[] opening(SecureRandom random) {
            byte[] point = new byte[32];
            random.nextBytes(point);
            return new SshMessage(OPENING).string(point).bytes();
        }
    },
    NISTP256("ecdh-sha2-nistp256") {
        @Override
        byte[] opening(SecureRandom random) throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var point = ((ECPublicKey) generator.generateKeyPair().getPublic()).getW();
            byte[] encoded = new byte[65];
            encoded[0] = 4;
            put(point.getAffineX(), encoded, 1);
            put(point.getAffineY(), encoded, 33);
            return new SshMessage(OPENING).string(encoded).bytes();
        }

        private void put(BigInteger number, byte[] into, int at) {
            byte[] all = number.toByteArray();
            int length = Math.min(32, all.length);
            System.arraycopy(all, all.length - length, into, at + 32 - length, length);
        }
    },
    GROUP14("diffie-hellman-group14-sha256,diffie-hellman-group14-sha1") {
        @Override
        byte[] opening(SecureRandom random) {
            // shorter than the group's prime of 2048 bits, so it is an element
            return new SshMessage(OPENING)
                    .integer(new BigInteger(2040, random).setBit(2039))
                    .bytes();
        }
    };

    private static final int OPENING = 30;

    private final String names;

    Exchange(String names) {
        this.names = names;
    }

    /** Returns the message that asks for the server's answer. */
    abstract byte[] opening(SecureRandom random) throws GeneralSecurityException;

    /** Returns all names, the preferred first. */
    static String[] offered() {
        return Arrays.stream(values())
                .flatMap(exchange -> exchange.names().stream())
                .toArray(String[]::new);
    }

    private List<String> names() {
        return List.of(names.split(",", -1));
    }

    static Exchange named(String name) {
        return Arrays.stream(values())
                .filter(exchange -> exchange.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
