// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.Schema.Migration;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Migration FIRST =
            new Migration(1, "first", "CREATE TABLE one (id int); CREATE TABLE two (id int)");
    private static final Migration SECOND = new Migration(2, "second", "INSERT INTO one VALUES (42)");

    @Test
    void runsEachMigrationOnce() {
        EMBEDDED.open(new Schema("once", List.of(FIRST)));
        EMBEDDED.open(new Schema("once", List.of(FIRST, SECOND)));
        Database database = EMBEDDED.open(new Schema("once", List.of(FIRST, SECOND)));

        assertThat(count(database, "one")).isEqualTo(1);
    }

    @Test
    void refusesAnEditedMigration() {
        EMBEDDED.open(new Schema("edited", List.of(FIRST)));
        Migration edited = new Migration(1, "first", "CREATE TABLE other (id int)");

        assertThatThrownBy(() -> EMBEDDED.open(new Schema("edited", List.of(edited))))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e.code()).isEqualTo(SqlFailures.MIGRATION_FAILED))
                .hasMessageContaining("schema=edited number=1")
                .hasMessageContaining("edited after it was applied");
    }

    @Test
    void aMigrationThatFailsLeavesTheSchemaAsTheOneBeforeLeftIt() {
        Migration broken = new Migration(2, "broken", "CREATE TABLE three (id int); CREATE TABLE one (id int)");
        assertThatThrownBy(() -> EMBEDDED.open(new Schema("broken", List.of(FIRST, broken))))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e.code()).isEqualTo(SqlFailures.MIGRATION_FAILED))
                .hasMessageContaining("number=2");

        Database database = EMBEDDED.open(new Schema("broken", List.of(FIRST)));
        assertThat(count(database, "one")).isZero();
        assertThatThrownBy(() -> count(database, "three")).hasMessageContaining("42P01");
    }

    @Test
    void leavesANewerSchemaAsItIs() {
        EMBEDDED.open(new Schema("newer", List.of(FIRST, SECOND)));
        Database database = EMBEDDED.open(new Schema("newer", List.of(FIRST)));

        assertThat(count(database, "one")).isEqualTo(1);
    }

    @Test
    void controlPlanesThatStartAtOnceWaitForOneAnother() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Database>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opened.add(threads.submit(() -> {
                    PostgresPersistence other =
                            PostgresPersistence.connect(EMBEDDED.address(), true, 2, () -> {}, Duration.ZERO);
                    try (other) {
                        return other.open(new Schema("crowd", List.of(FIRST, SECOND)));
                    }
                }));
            }
            for (Future<Database> future : opened) {
                future.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(count(EMBEDDED.open(new Schema("crowd", List.of(FIRST, SECOND))), "one"))
                .isEqualTo(1);
    }

    @Test
    void ourOwnSchemaIsNobodysToOpen() {
        assertThatThrownBy(() -> EMBEDDED.open(new Schema("persistence", List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int count(Database database, String table) {
        return database.read(tx -> {
            try (Statement statement = tx.connection().createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
