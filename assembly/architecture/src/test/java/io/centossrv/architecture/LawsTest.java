// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The product keeps its laws. */
@AnalyzeClasses(packages = "io.centossrv", importOptions = DoNotIncludeTests.class)
class LawsTest {
    @ArchTest
    static final ArchRule implementations = Laws.IMPLEMENTATIONS_ARE_PRIVATE;

    @ArchTest
    static final ArchRule jdbc = Laws.ONLY_STORES_USE_JDBC;

    @ArchTest
    static final ArchRule zeromq = Laws.ONLY_TRANSPORT_USES_ZEROMQ;

    @ArchTest
    static final ArchRule jakartaRest = Laws.ONLY_REST_PACKAGES_USE_JAKARTA_REST;

    @ArchTest
    static final ArchRule servlets = Laws.ONLY_REST_USES_SERVLETS;

    @ArchTest
    static final ArchRule features = Laws.ONLY_PLUGIN_MANAGERS_USE_FEATURES;

    @ArchTest
    static final ArchRule framework = Laws.ONLY_OSGI_PACKAGES_USE_THE_FRAMEWORK;

    @ArchTest
    static final ArchRule libraries = Laws.LIBRARIES_KNOW_NO_OSGI;

    @ArchTest
    static final ArchRule agents = Laws.AGENTS_KNOW_NO_CONTROL_PLANE;

    @ArchTest
    static final ArchRule cycles = Laws.NO_PACKAGE_CYCLES;

    @ArchTest
    static final ArchRule permissions = Laws.EVERY_OPERATION_NAMES_A_PERMISSION;
}
