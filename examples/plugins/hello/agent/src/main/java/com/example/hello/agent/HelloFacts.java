// SPDX-License-Identifier: Apache-2.0
package com.example.hello.agent;

import io.centossrv.agent.inventory.FactCollector;
import java.time.ZoneId;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Collects {@code hello.greeting} and {@code hello.zone}. */
@Component
public final class HelloFacts implements FactCollector {
    @Override
    public String namespace() {
        return "hello";
    }

    @Override
    public Map<String, Object> collect() {
        return Map.of(
                "greeting",
                "Hello from the node!",
                "zone",
                ZoneId.systemDefault().getId());
    }
}
