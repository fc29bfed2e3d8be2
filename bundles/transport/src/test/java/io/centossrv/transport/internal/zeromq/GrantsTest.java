// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.NodeId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private final Grants grants = new Grants();
    private final NodeId node = new NodeId(UUID.randomUUID());

    @Test
    void aTokenIsUsedOnce() {
        String token = grants.grant("key", "10.0.0.1", () -> Optional.of(node)).orElseThrow();
        assertThat(grants.use(token)).hasValueSatisfying(grant -> {
            assertThat(grant.node()).isEqualTo(node);
            assertThat(grant.publicKey()).isEqualTo("key");
            assertThat(grant.host()).isEqualTo("10.0.0.1");
        });
        assertThat(grants.use(token)).isEmpty();
        assertThat(grants.use("guessed")).isEmpty();
    }

    @Test
    void aRevocationTakesWhatIsNotUsed() {
        String token = grants.grant("key", "10.0.0.1", () -> Optional.of(node)).orElseThrow();
        grants.revoke(node);
        assertThat(grants.use(token)).isEmpty();
    }

    @Test
    void theAuthorityIsAskedAgainWhereItsAnswerIsOlderThanARevocation() {
        AtomicInteger asked = new AtomicInteger();
        Optional<String> token = grants.grant("key", "10.0.0.1", () -> {
            if (asked.incrementAndGet() == 1) {
                // committed and cut while this answer is on its way
                grants.revoke(node);
                return Optional.of(node);
            }
            return Optional.empty();
        });
        assertThat(token).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void eachBusHasSecretsOfItsOwn() {
        assertThat(grants.property()).isNotEqualTo(new Grants().property()).hasSizeGreaterThan(30);
    }
}
