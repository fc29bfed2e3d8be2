// SPDX-License-Identifier: Apache-2.0
package com.neilalexander.jnacl.crypto;

import io.centossrv.curve.internal.SecretBox;

/** NaCl's {@code crypto_secretbox}, in the calling convention of {@link curve25519xsalsa20poly1305}. Stateless. */
public final class xsalsa20poly1305 {
    private xsalsa20poly1305() {}

    /** Boxes. */
    public static int crypto_secretbox(byte[] box, byte[] plain, long length, byte[] nonce, byte[] key) {
        return SecretBox.seal(box, plain, length, nonce, key) ? 0 : -1;
    }

    /** Opens; {@code plain} is untouched unless the box is genuine. */
    public static int crypto_secretbox_open(byte[] plain, byte[] box, long length, byte[] nonce, byte[] key) {
        return SecretBox.open(plain, box, length, nonce, key) ? 0 : -1;
    }
}
