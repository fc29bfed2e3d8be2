// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.rest;

import io.centossrv.config.internal.play.CompiledPlaySubmission;
import io.centossrv.rest.BundledRestApplication;
import io.centossrv.rest.RestApplication;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of this version of the domain. */
@Component(service = RestApplication.class)
public final class ConfigRestApplication extends BundledRestApplication {
    @Activate
    public ConfigRestApplication(@Reference CompiledPlaySubmission plays) {
        super("config", Set.of("plays"), Set.of(new PlaysResource(plays)));
    }
}
