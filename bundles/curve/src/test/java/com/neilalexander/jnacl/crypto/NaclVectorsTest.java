// SPDX-License-Identifier: Apache-2.0
package com.neilalexander.jnacl.crypto;

import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_afternm;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_beforenm;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_open;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of "Cryptography in NaCl" (D. J. Bernstein, 2009), which NaCl's own tests use. */
class NaclVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ALICE_SECRET =
            HEX.parseHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    private static final byte[] ALICE_PUBLIC =
            HEX.parseHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    private static final byte[] BOB_SECRET =
            HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    private static final byte[] BOB_PUBLIC =
            HEX.parseHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    private static final byte[] FIRST_KEY =
            HEX.parseHex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
    private static final byte[] NONCE = HEX.parseHex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
    private static final byte[] PLAIN = HEX.parseHex("00".repeat(32)
            + "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01"
            + "233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd"
            + "4924ca1c60902e52f0a089bc76897040e082f937763848645e0705");
    private static final byte[] BOX = HEX.parseHex("00".repeat(16)
            + "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c"
            + "98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfea"
            + "bd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5");

    @Test
    void precomputesTheKeyOfBothSides() {
        byte[] key = new byte[32];
        assertThat(crypto_box_beforenm(key, BOB_PUBLIC, ALICE_SECRET)).isZero();
        assertThat(key).isEqualTo(FIRST_KEY);

        Arrays.fill(key, (byte) 0);
        assertThat(crypto_box_beforenm(key, ALICE_PUBLIC, BOB_SECRET)).isZero();
        assertThat(key).isEqualTo(FIRST_KEY);
    }

    @Test
    void boxes() {
        byte[] box = new byte[PLAIN.length];
        assertThat(crypto_box(box, PLAIN, PLAIN.length, NONCE, BOB_PUBLIC, ALICE_SECRET))
                .isZero();
        assertThat(box).isEqualTo(BOX);

        Arrays.fill(box, (byte) 0x55);
        assertThat(crypto_box_afternm(box, PLAIN, PLAIN.length, NONCE, FIRST_KEY))
                .isZero();
        assertThat(box).isEqualTo(BOX);
    }

    @Test
    void opens() {
        byte[] plain = new byte[BOX.length];
        assertThat(crypto_box_open(plain, BOX, BOX.length, NONCE, ALICE_PUBLIC, BOB_SECRET))
                .isZero();
        assertThat(plain).isEqualTo(PLAIN);
    }

    @Test
    void opensWithAKeyInALongerArray() {
        byte[] longer = Arrays.copyOf(ALICE_PUBLIC, 384);
        byte[] plain = new byte[BOX.length];
        assertThat(crypto_box_open(plain, BOX, BOX.length, NONCE, longer, BOB_SECRET))
                .isZero();
        assertThat(plain).isEqualTo(PLAIN);
    }
}
