// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.admission;

import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.CurrentRights;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The admission by what the other domains say. */
@Component(service = CurrentAdmission.class)
public final class CurrentAdmission {
    private final Admission admission;
    private volatile CurrentRights rights;

    @Activate
    public CurrentAdmission(@Reference NodeTargets targets, @Reference AgentReleases releases) {
        admission = new Admission(targets::standings, this::caller, releases::jars);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindRights(CurrentRights service) {
        rights = service;
    }

    void unbindRights(CurrentRights service) {
        if (rights == service) {
            rights = null;
        }
    }

    /** Returns the admission. */
    public Admission admission() {
        return admission;
    }

    private Optional<Caller> caller(String account) {
        CurrentRights present = rights;
        if (present == null) {
            throw new DomainUnavailable("access");
        }
        return present.caller(account);
    }
}
