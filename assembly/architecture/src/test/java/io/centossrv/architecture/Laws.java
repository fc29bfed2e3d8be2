// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.centossrv.rest.PublicOperation;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.HttpMethod;

/** The laws that can be read off the classes. {@link LawsTest} holds the product against them, {@link RedTest} fixtures. */
final class Laws {
    private Laws() {}

    /** Nobody uses an implementation but the bundle that it belongs to. */
    static final ArchRule IMPLEMENTATIONS_ARE_PRIVATE = classes()
            .that()
            .resideInAPackage("io.centossrv..internal..")
            .should(onlyBeUsedWithinTheirBundle())
            .because("a domain sees another's contract only (docs/architecture.md)");

    static final ArchRule ONLY_STORES_USE_JDBC = noClasses()
            .that()
            .resideOutsideOfPackages("io.centossrv.persistence..", "io.centossrv..internal.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..")
            .because("SQL stands in persistence and *.internal.store alone");

    static final ArchRule ONLY_TRANSPORT_USES_ZEROMQ = noClasses()
            .that()
            .resideOutsideOfPackages("io.centossrv.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.zeromq..", "zmq..")
            .because("the bus is behind the contracts of transport");

    static final ArchRule ONLY_REST_PACKAGES_USE_JAKARTA_REST = noClasses()
            .that()
            .resideOutsideOfPackages("io.centossrv.rest..", "io.centossrv..internal.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.glassfish.jersey..")
            .because("REST stands in rest and *.internal.rest alone");

    static final ArchRule ONLY_REST_USES_SERVLETS = noClasses()
            .that()
            .resideOutsideOfPackages("io.centossrv.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.osgi.service.servlet..", "org.eclipse.jetty..")
            .because("every servlet of ours lives in the one context that authenticates");

    static final ArchRule ONLY_PLUGIN_MANAGERS_USE_FEATURES = noClasses()
            .that()
            .resideOutsideOfPackages("io.centossrv.platform.internal..", "io.centossrv.agent.runtime.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.karaf.features..")
            .because("whatever installs a bundle goes through the plugin manager");

    static final ArchRule ONLY_OSGI_PACKAGES_USE_THE_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.centossrv.platform.internal.osgi..",
                    "io.centossrv.rest.internal.osgi..",
                    "io.centossrv.transport.internal.osgi..",
                    "io.centossrv.pki.internal.osgi..",
                    "io.centossrv.persistence.internal.osgi..",
                    "io.centossrv.agent.runtime.internal.osgi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.osgi.framework..", "org.osgi.util.tracker..")
            .because("Declarative Services do it everywhere else");

    static final ArchRule LIBRARIES_KNOW_NO_OSGI = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.centossrv.jinja..",
                    "io.centossrv.playbook..",
                    "io.centossrv.modules..",
                    "io.centossrv.executor..",
                    "io.centossrv.jinja..")
            .should()
            .dependOnClassesThat(isOsgi())
            .because("they run in the executor, a plain JVM");

    static final ArchRule AGENTS_KNOW_NO_CONTROL_PLANE = noClasses()
            .that()
            .resideInAnyPackage("io.centossrv.agent..", "io.centossrv.executor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.centossrv.platform..",
                    "io.centossrv.persistence..",
                    "io.centossrv.rest..",
                    "io.centossrv.inventory",
                    "io.centossrv.jobs",
                    "io.centossrv.config..")
            .because("an agent never follows a change of the control plane");

    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("io.centossrv.(**)").should().beFreeOfCycles();

    static final ArchRule EVERY_OPERATION_NAMES_A_PERMISSION = methods()
            .that(areOperations())
            .should(nameTheirPermission())
            .because("an operation without a permission can't be called by anyone, and says so in the build");

    private static ArchCondition<JavaClass> onlyBeUsedWithinTheirBundle() {
        return new ArchCondition<>("be used within their bundle alone") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                String root = bundleRoot(owner);
                owner.getDirectDependenciesToSelf().stream()
                        .filter(d -> !isWithin(d.getOriginClass(), root))
                        .forEach(d -> events.add(SimpleConditionEvent.violated(owner, d.getDescription())));
            }
        };
    }

    private static boolean isWithin(JavaClass type, String root) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    /** Returns what stands before {@code .internal}, or the package where there is no such part. */
    private static String bundleRoot(JavaClass type) {
        String name = type.getPackageName();
        int internal = name.indexOf(".internal");
        return internal < 0 ? name : name.substring(0, internal);
    }

    private static DescribedPredicate<JavaClass> isOsgi() {
        return DescribedPredicate.describe(
                "OSGi's, annotations of the build aside",
                type -> type.getPackageName().startsWith("org.osgi")
                        && !type.getPackageName().startsWith("org.osgi.annotation"));
    }

    private static DescribedPredicate<JavaMethod> areOperations() {
        return DescribedPredicate.describe("are REST operations", method -> method.getAnnotations().stream()
                .anyMatch(a -> a.getRawType().isMetaAnnotatedWith(HttpMethod.class)));
    }

    private static ArchCondition<JavaMethod> nameTheirPermission() {
        return new ArchCondition<>("name the permission that they need, or be public") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.isAnnotatedWith(RequiresPermission.class)
                        && !method.isAnnotatedWith(PublicOperation.class)) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " names no permission"));
                }
            }
        };
    }
}
