// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link BootHosts} does. */
public final class HostsExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(HostsExtension.class);

    /** JUnit makes it. */
    public HostsExtension() {}

    /** Closed by JUnit when the class has ended. */
    private record Booted(TestHosts hosts) implements AutoCloseable {
        @Override
        public void close() {
            hosts.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        requireNothingMissing(TestHosts.requirements(), "true".equals(System.getenv("CI")));
        int number = Optional.ofNullable(context.getRequiredTestClass().getAnnotation(BootHosts.class))
                .map(BootHosts::value)
                .orElse(1);
        context.getStore(NAMESPACE).put(Booted.class, new Booted(TestHosts.boot(number)));
    }

    /** On CI nothing is left out: a machine there that lacks something is a mistake. */
    static void requireNothingMissing(List<String> missing, boolean ci) {
        if (missing.isEmpty()) {
            return;
        }
        String message = "This machine can't boot hosts. Missing:\n  " + String.join("\n  ", missing);
        if (ci) {
            throw new IllegalStateException(message);
        }
        Assumptions.abort(message);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestHosts.class || type == Host.class || type == List.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Booted booted = context.getStore(NAMESPACE).get(Booted.class, Booted.class);
        if (booted == null) {
            throw new ParameterResolutionException("No hosts were booted; is @BootHosts on the class?");
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == TestHosts.class) {
            return booted.hosts();
        }
        return type == Host.class ? booted.hosts().host(1) : booted.hosts().hosts();
    }
}
