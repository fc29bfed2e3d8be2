// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.RateLimit;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.PermissionDenied;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredInventoryServiceTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private InventoryServices services;
    private StoredInventoryService reading;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
        reading = services.reading();
    }

    @Test
    void resolvesATargetOrSaysThatItIsEmpty() {
        Node node = inventory.accepted("web1");
        inventory.pending("new");
        assertThat(reading.resolve("*").nodes()).containsExactly(node);
        assertThat(reading.resolve("web*").target()).isEqualTo("web*");
        CentossrvException empty =
                catchThrowableOfType(CentossrvException.class, () -> reading.resolve("db" + "x".repeat(200)));
        assertThat(empty.code().name()).isEqualTo("target-empty");
        assertThat(empty.getMessage()).hasSizeLessThan(200);
    }

    @Test
    void refusesACursorThatIsNone() {
        CentossrvException error = catchThrowableOfType(
                CentossrvException.class, () -> reading.list(new PageRequest(5, Optional.of("x"))));
        assertThat(error.code().name()).isEqualTo("page-invalid");
    }

    @Test
    void changesNothingWithoutThePermission() {
        Node node = inventory.accepted("web1");
        Caller reader = new Caller("bob", Set.of("node:read"));
        AuditedInventoryAdminService admin = services.changing();
        assertThat(catchThrowableOfType(PermissionDenied.class, () -> admin.revoke(reader, node.id())))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        PermissionDenied.class, () -> admin.createJoinToken(reader, Duration.ofHours(1))))
                .isNotNull();
        assertThat(reading.find(node.id())).contains(node);
    }

    @Test
    void limitsEachSourceByItself() {
        RateLimit limit = new RateLimit(3, inventory.clock());
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isTrue();
        }
        assertThat(limit.take("a")).isFalse();
        assertThat(limit.hasLeft("a")).isFalse();
        assertThat(limit.take("b")).isTrue();
        inventory.clock().advance(Duration.ofSeconds(20));
        assertThat(limit.take("a")).isTrue();
        assertThat(limit.take("a")).isFalse();
    }
}
