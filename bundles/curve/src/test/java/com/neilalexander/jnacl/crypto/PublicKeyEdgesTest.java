// SPDX-License-Identifier: Apache-2.0
package com.neilalexander.jnacl.crypto;

import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_beforenm;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_keypair;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_open;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public keys at the edges of X25519, after the kinds of Wycheproof's x25519 tests. */
class PublicKeyEdgesTest {
    private static final HexFormat HEX = HexFormat.of();
    private final byte[] publicKey = new byte[32];
    private final byte[] secretKey = new byte[32];

    @BeforeEach
    void keys() {
        assertThat(crypto_box_keypair(publicKey, secretKey)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void refusesPointsOfLowOrder(String point) {
        byte[] low = HEX.parseHex(point);
        byte[] zeroKey = new byte[32];
        byte[] key = new byte[32];
        assertThat(crypto_box_beforenm(key, low, secretKey)).isEqualTo(-1);
        assertThat(key).as("nobody can know the key").isNotEqualTo(zeroKey);
        byte[] second = new byte[32];
        assertThat(crypto_box_beforenm(second, low, secretKey)).isEqualTo(-1);
        assertThat(second).isNotEqualTo(key);

        byte[] box = new byte[48];
        assertThat(crypto_box(box, new byte[48], 48, new byte[24], low, secretKey))
                .isEqualTo(-1);
        assertThat(box).containsOnly(0);
        assertThat(crypto_box_open(new byte[48], box, 48, new byte[24], low, secretKey))
                .isEqualTo(-1);
    }

    @Test
    void ignoresTheHighestBit() {
        byte[] marked = publicKey.clone();
        marked[31] |= (byte) 0x80;
        assertThat(key(marked)).isEqualTo(key(publicKey));
    }

    @Test
    void reducesWhatIsNotCanonical() {
        byte[] nine = HEX.parseHex("0900000000000000000000000000000000000000000000000000000000000000");
        byte[] nineMoreThanTheModulus =
                HEX.parseHex("f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        assertThat(key(nineMoreThanTheModulus)).isEqualTo(key(nine));
    }

    @Test
    void takesPointsOnTheTwist() {
        byte[] two = HEX.parseHex("0200000000000000000000000000000000000000000000000000000000000000");
        assertThat(key(two)).isNotEqualTo(new byte[32]);
    }

    @Test
    void refusesShortKeys() {
        assertThat(crypto_box_beforenm(new byte[32], new byte[31], secretKey)).isEqualTo(-1);
        assertThat(crypto_box_beforenm(new byte[32], publicKey, new byte[31])).isEqualTo(-1);
        assertThat(crypto_box_beforenm(new byte[31], publicKey, secretKey)).isEqualTo(-1);
        assertThat(crypto_box_keypair(new byte[31], new byte[32])).isEqualTo(-1);
    }

    private byte[] key(byte[] point) {
        byte[] key = new byte[32];
        assertThat(crypto_box_beforenm(key, point, secretKey)).isZero();
        return key;
    }
}
