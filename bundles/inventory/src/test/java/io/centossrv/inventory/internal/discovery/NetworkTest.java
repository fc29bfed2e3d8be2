// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @Test
    void namesItsAddresses() {
        assertThat(addresses("10.0.0.0/30")).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(addresses("10.0.0.4/31")).containsExactly("10.0.0.4", "10.0.0.5");
        assertThat(addresses("255.255.255.255")).containsExactly("255.255.255.255");
        assertThat(addresses("0.0.0.0/30")).containsExactly("0.0.0.1", "0.0.0.2");
        assertThat(addresses("fd00::fffe/127")).containsExactly("fd00:0:0:0:0:0:0:fffe", "fd00:0:0:0:0:0:0:ffff");
        assertThat(Network.parse("10.0.0.0/24").size()).isEqualTo(254);
        assertThat(addresses("10.0.0.0/24")).hasSize(254);
        assertThat(Network.parse("fd00::/64").size()).isEqualTo(BigInteger.TWO.pow(64));
        assertThat(Network.parse("0.0.0.0/0").size()).isEqualTo(4_294_967_294L);
        assertThat(Network.parse("fd00::/64")).hasToString("fd00:0:0:0:0:0:0:0/64");
    }

    @Test
    void knowsWhatIsInIt() {
        Network network = Network.parse("10.1.0.0/16");
        assertThat(network.contains(Network.parse("10.1.255.0/24"))).isTrue();
        assertThat(network.contains(network)).isTrue();
        assertThat(network.contains(Network.parse("10.0.0.0/15"))).isFalse();
        assertThat(network.contains(Network.parse("10.2.0.0/24"))).isFalse();
        assertThat(Network.parse("::/0").contains(network)).isFalse();
        assertThat(Network.parse("0.0.0.0/0").contains(Network.parse("255.0.0.1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.1",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.5/24",
                "300.0.0.1",
                "1:2:3",
                "::ffff:10.0.0.1",
                "fd00::/129",
                "10.0.0.0/24/24",
                "de.ad.be.ef"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    private static List<String> addresses(String network) {
        List<InetAddress> addresses = new ArrayList<>();
        Network.parse(network).addresses().forEachRemaining(addresses::add);
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }
}
