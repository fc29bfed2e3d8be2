// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DerivedSealingTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys = keys();
    private final DerivedSealing sealing = new DerivedSealing(keys.getPrivate(), RANDOM);

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        String sealed = sealing.seal("jobs", "hünter22");
        assertThat(sealed).doesNotContain("hünter22");
        assertThat(new DerivedSealing(keys.getPrivate(), RANDOM).open("jobs", sealed))
                .isEqualTo("hünter22");
        assertThat(sealing.seal("jobs", "hünter22")).isNotEqualTo(sealed);
    }

    @Test
    void opensNothingElse() {
        String sealed = sealing.seal("jobs", "hunter22");
        byte[] changed = Base64.getUrlDecoder().decode(sealed);
        changed[changed.length - 1] ^= 1;
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
        assertThatThrownBy(() -> sealing.open("jobs", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealing.open("config", sealed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DerivedSealing(keys().getPrivate(), RANDOM).open("jobs", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        for (String junk : new String[] {"", "AQ", "not base64!"}) {
            assertThatThrownBy(() -> sealing.open("jobs", junk)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
