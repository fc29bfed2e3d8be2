// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import io.centossrv.agent.runtime.internal.RuntimeConfig;
import io.centossrv.agent.runtime.internal.RuntimeSettings;
import io.centossrv.agent.runtime.internal.identity.Identity;
import io.centossrv.agent.runtime.internal.identity.IdentityFolder;
import io.centossrv.agent.runtime.internal.identity.Machine;
import io.centossrv.agent.runtime.internal.identity.StateFolder;
import io.centossrv.agent.runtime.internal.link.LinkedAgent;
import java.nio.file.Path;
import java.util.Objects;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols in a thread of its own, and lets what needs an identity start once there is one. */
@Component(
        immediate = true,
        service = {},
        configurationPid = "io.centossrv.agent.runtime",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EnrolmentComponent {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentComponent.class);

    private final Enrolment enrolment;
    private final ComponentContext context;
    private final Thread thread;

    @Activate
    public EnrolmentComponent(ComponentContext context, RuntimeConfig config) {
        RuntimeSettings settings = RuntimeSettings.of(config);
        this.context = Objects.requireNonNull(context, "context");
        this.enrolment = new Enrolment(
                settings.server(),
                new JoinTokenFile(settings.joinTokenFile()),
                new IdentityFolder(StateFolder.current()),
                Machine.of(Path.of("/")),
                settings.site(),
                Waits.USUAL);
        this.thread = new Thread(this::enrol, "enrolment");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(5_000);
    }

    private void enrol() {
        try {
            Identity identity = enrolment.run();
            while (true) {
                context.enableComponent(LinkedAgent.NAME);
                identity = enrolment.awaitReissue(identity);
                context.disableComponent(LinkedAgent.NAME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Nobody else would see it: a damaged identity, a full disk.
            LOG.error("This agent can't become a node until what is wrong is put right and it is started again.", e);
        }
    }
}
