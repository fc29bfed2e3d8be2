// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** A law that can't turn red proves nothing: each of these breaks one on purpose. */
class RedTest {
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("io.centossrv.fixture");

    @Test
    void aDomainThatImportsAnothersImplementationIsFound() {
        assertRed(Laws.IMPLEMENTATIONS_ARE_PRIVATE, "Trespasser");
    }

    @Test
    void sqlOutsideOfAStoreIsFound() {
        assertRed(Laws.ONLY_STORES_USE_JDBC, "java.sql");
    }

    @Test
    void anOperationWithoutAPermissionIsFound() {
        assertRed(Laws.EVERY_OPERATION_NAMES_A_PERMISSION, "UnguardedResource.get() names no permission");
    }

    private static void assertRed(ArchRule law, String evidence) {
        assertThatThrownBy(() -> law.check(FIXTURES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(evidence);
    }
}
