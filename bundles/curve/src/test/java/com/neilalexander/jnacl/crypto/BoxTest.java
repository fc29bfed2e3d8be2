// SPDX-License-Identifier: Apache-2.0
package com.neilalexander.jnacl.crypto;

import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_keypair;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_open;
import static com.neilalexander.jnacl.crypto.xsalsa20poly1305.crypto_secretbox;
import static com.neilalexander.jnacl.crypto.xsalsa20poly1305.crypto_secretbox_open;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxTest {
    private final Random random = new Random(20260101);
    private final byte[] nonce = bytes(24);
    private final byte[] key = bytes(32);

    @Test
    void opensWhatItSealed() {
        for (int length : new int[] {0, 1, 15, 16, 31, 32, 33, 63, 64, 65, 127, 128, 1000, 70_000}) {
            byte[] alicePublic = new byte[32];
            byte[] aliceSecret = new byte[32];
            byte[] bobPublic = new byte[32];
            byte[] bobSecret = new byte[32];
            crypto_box_keypair(alicePublic, aliceSecret);
            crypto_box_keypair(bobPublic, bobSecret);
            byte[] plain = plain(length);
            byte[] box = new byte[plain.length];
            byte[] opened = bytes(plain.length);

            assertThat(crypto_box(box, plain, plain.length, nonce, bobPublic, aliceSecret))
                    .isZero();
            assertThat(Arrays.copyOf(box, 16)).containsOnly(0);
            assertThat(crypto_box_open(opened, box, box.length, nonce, alicePublic, bobSecret))
                    .isZero();
            assertThat(opened).as("length %d", length).isEqualTo(plain);
        }
    }

    @Test
    void seesEachBitOfTheTagAndOfTheText() {
        byte[] plain = plain(40);
        byte[] box = new byte[plain.length];
        crypto_secretbox(box, plain, plain.length, nonce, key);
        for (int at = 16; at < box.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = box.clone();
                changed[at] ^= (byte) (1 << bit);
                byte[] untouched = new byte[plain.length];
                assertThat(crypto_secretbox_open(untouched, changed, changed.length, nonce, key))
                        .as("byte %d, bit %d", at, bit)
                        .isEqualTo(-1);
                assertThat(untouched).containsOnly(0);
            }
        }
        assertThat(crypto_secretbox_open(new byte[plain.length], box, box.length, nonce, key))
                .isZero();
    }

    @Test
    void refusesWhatIsCutOrOpenedWithOthersKeys() {
        byte[] plain = plain(40);
        byte[] box = new byte[plain.length];
        crypto_secretbox(box, plain, plain.length, nonce, key);
        byte[] opened = new byte[plain.length];
        assertThat(crypto_secretbox_open(opened, box, box.length - 1, nonce, key))
                .isEqualTo(-1);
        assertThat(crypto_secretbox_open(opened, box, box.length, bytes(24), key))
                .isEqualTo(-1);
        assertThat(crypto_secretbox_open(opened, box, box.length, nonce, bytes(32)))
                .isEqualTo(-1);
    }

    @Test
    void refusesArgumentsThatDoNotFit() {
        assertThat(crypto_secretbox(new byte[40], new byte[40], 31, nonce, key)).isEqualTo(-1);
        assertThat(crypto_secretbox(new byte[39], new byte[40], 40, nonce, key)).isEqualTo(-1);
        assertThat(crypto_secretbox(new byte[40], new byte[39], 40, nonce, key)).isEqualTo(-1);
        assertThat(crypto_secretbox(new byte[40], new byte[40], 40, new byte[23], key))
                .isEqualTo(-1);
        assertThat(crypto_secretbox(new byte[40], new byte[40], 40, nonce, new byte[31]))
                .isEqualTo(-1);
        assertThat(crypto_secretbox_open(new byte[40], new byte[40], -1, nonce, key))
                .isEqualTo(-1);
        assertThat(crypto_secretbox_open(new byte[40], new byte[40], 1L << 33, nonce, key))
                .isEqualTo(-1);
    }

    private byte[] plain(int length) {
        byte[] plain = bytes(32 + length);
        Arrays.fill(plain, 0, 32, (byte) 0);
        return plain;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
