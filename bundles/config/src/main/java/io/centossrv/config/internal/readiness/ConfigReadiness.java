// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.readiness;

import io.centossrv.config.PlayAdminService;
import io.centossrv.platform.readiness.ReadinessCheck;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ready as long as plays can be submitted: this domain keeps nothing that it would have to wait for. */
@Component
public final class ConfigReadiness implements ReadinessCheck {
    @Activate
    public ConfigReadiness(@Reference PlayAdminService plays) {
        Objects.requireNonNull(plays, "plays");
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }
}
