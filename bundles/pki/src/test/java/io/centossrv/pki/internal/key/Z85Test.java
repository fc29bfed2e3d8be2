// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Z85Test {
    @Test
    void agreesWithTheExampleOfTheRfc() {
        byte[] octets = HexFormat.of().parseHex("864fd26fb559f75b");

        assertThat(Z85.encode(octets)).isEqualTo("HelloWorld");
        assertThat(Z85.decode("HelloWorld")).isEqualTo(octets);
    }

    @Test
    void agreesWithTheTestKeysOfCurve() {
        // zmq_curve(7): the server's example key pair
        BusKeys keys = BusKeys.ofSecret("JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");

        assertThat(keys.publicKey()).isEqualTo("rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7");
        assertThat(keys.toString()).doesNotContain(keys.secretKey());
    }

    @Test
    void takesItsOwnTextsBack() {
        SecureRandom random = new SecureRandom();
        for (int round = 0; round < 200; round++) {
            byte[] octets = new byte[32];
            random.nextBytes(octets);
            assertThat(Z85.decode(Z85.encode(octets))).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hell", "Hello Worl", "#####", "Hëllo"})
    void refusesWhatIsNoText(String text) {
        assertThatThrownBy(() -> Z85.decode(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
    }
}
