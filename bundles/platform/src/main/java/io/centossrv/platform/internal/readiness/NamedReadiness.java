// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.readiness;

import io.centossrv.platform.readiness.ReadinessCheck;
import io.centossrv.platform.readiness.ReadinessService;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readiness as a set of names. The configuration is required: without it nothing would be needed, and a control plane
 * that is half up would say that it is ready.
 */
@Component(configurationPid = "io.centossrv.platform", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class NamedReadiness implements ReadinessService {
    private static final Logger LOG = LoggerFactory.getLogger(NamedReadiness.class);
    private static final String ABSENT = "absent";

    private final List<String> needs;
    private final List<ReadinessCheck> checks = new CopyOnWriteArrayList<>();

    @Activate
    public NamedReadiness(ReadinessConfig config) {
        this(Optional.ofNullable(config.ready_needs()).orElse(""));
    }

    NamedReadiness(String names) {
        this.needs = Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (needs.isEmpty()) {
            throw new IllegalArgumentException("io.centossrv.platform.cfg must name the parts in ready.needs");
        }
    }

    @Override
    public SortedMap<String, String> missing() {
        SortedMap<String, String> missing = new TreeMap<>(parts());
        missing.values().removeIf(String::isEmpty);
        return Collections.unmodifiableSortedMap(missing);
    }

    @Override
    public SortedMap<String, String> parts() {
        SortedMap<String, String> parts = new TreeMap<>();
        for (ReadinessCheck check : checks) {
            // Two versions of a part may be there during its update: it is ready as soon as one of them is.
            parts.merge(check.name(), obstacle(check), (one, other) -> one.isEmpty() ? one : other);
        }
        needs.forEach(name -> parts.putIfAbsent(name, ABSENT));
        return Collections.unmodifiableSortedMap(parts);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCheck(ReadinessCheck check) {
        checks.add(check);
    }

    void unbindCheck(ReadinessCheck check) {
        checks.remove(check);
    }

    private static String obstacle(ReadinessCheck check) {
        try {
            return check.obstacle().orElse("");
        } catch (RuntimeException e) {
            LOG.warn("A readiness check failed. name={}", check.name(), e);
            return "its check failed";
        }
    }
}
