// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNamesTest {
    @Test
    void writesNamesAndAddressesInOneWay() {
        ServerNames names =
                ServerNames.withLocal(List.of(" Srv.Example.ORG ", "10.0.0.7", "2001:DB8::1", "", "srv.example.org"));

        assertThat(names.all())
                .containsExactlyInAnyOrder(
                        "localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1",
                        "srv.example.org",
                        "10.0.0.7",
                        "2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "host_name", "-a", "300.1.1.1.1", "x\ny", "*.example.org"})
    void refusesWhatIsNeither(String name) {
        assertThatThrownBy(() -> ServerNames.withLocal(List.of(name))).isInstanceOf(IllegalArgumentException.class);
    }
}
