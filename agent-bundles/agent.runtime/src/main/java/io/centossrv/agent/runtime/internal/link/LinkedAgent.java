// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.link;

import io.centossrv.agent.AgentIdentity;
import io.centossrv.agent.ControlPlane;
import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.runtime.internal.RuntimeConfig;
import io.centossrv.agent.runtime.internal.RuntimeSettings;
import io.centossrv.agent.runtime.internal.identity.CurveKeys;
import io.centossrv.agent.runtime.internal.identity.Identity;
import io.centossrv.agent.runtime.internal.identity.IdentityFolder;
import io.centossrv.agent.runtime.internal.identity.Machine;
import io.centossrv.agent.runtime.internal.identity.StateFolder;
import io.centossrv.agent.runtime.internal.osgi.AgentRelease;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.AgentLinkFactory;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.OutboxFull;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent as a node: its identity and its link. Enabled by the enrolment, once there is an identity. */
@Component(
        name = LinkedAgent.NAME,
        enabled = false,
        immediate = true,
        service = {AgentIdentity.class, Reporter.class, ControlPlane.class, LinkedAgent.class},
        configurationPid = "io.centossrv.agent.runtime",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class LinkedAgent implements AgentIdentity, Reporter, ControlPlane, AgentLink.Listener {
    /** The component's name. */
    public static final String NAME = "io.centossrv.agent.runtime.internal.link.LinkedAgent";

    private static final Logger LOG = LoggerFactory.getLogger(LinkedAgent.class);
    private static final Set<String> OURS = Set.of("identity", "outbox", "plugins");

    private final StateFolder state;
    private final Identity identity;
    private final PublicKey planVerificationKey;
    private final String endpoint;
    private final AgentLink link;
    private final AtomicReference<Runnable> onUp = new AtomicReference<>(() -> {});
    private volatile boolean up;

    @Activate
    public LinkedAgent(@Reference AgentLinkFactory links, @Reference AgentRelease release, RuntimeConfig config) {
        this(links, release.version(), RuntimeSettings.of(config), StateFolder.current());
    }

    LinkedAgent(AgentLinkFactory links, String version, RuntimeSettings settings, StateFolder state) {
        this.state = state;
        IdentityFolder folder = new IdentityFolder(state);
        this.identity = folder.identity()
                .orElseThrow(() -> new IllegalStateException("There is no identity in " + state.root() + "."));
        this.planVerificationKey = identity.planVerificationKey();
        CurveKeys keys = folder.keys();
        Machine machine = Machine.of(Path.of("/"));
        this.endpoint = "tcp://" + settings.server().getHost() + ":" + identity.busPort();
        this.link = links.open(
                new AgentLinkSettings(
                        identity.node(),
                        endpoint,
                        identity.busKey(),
                        keys.publicKey(),
                        keys.secretKey(),
                        version,
                        state.folder("outbox"),
                        settings.outboxLimit(),
                        machine.machineId(),
                        machine.dmiUuid()),
                this);
    }

    @Deactivate
    void stop() {
        link.close();
    }

    @Override
    public NodeId node() {
        return identity.node();
    }

    @Override
    public Path stateFolder(String domain) {
        if (!domain.matches("[a-z][a-z0-9-]{0,62}") || OURS.contains(domain)) {
            throw new IllegalArgumentException("not a domain that has a folder: " + domain);
        }
        return state.folder(domain);
    }

    @Override
    public PublicKey planVerificationKey() {
        return planVerificationKey;
    }

    @Override
    public <T extends Record> void report(MessageType<T> type, T payload) {
        try {
            link.report(type, payload);
        } catch (OutboxFull e) {
            throw new ReportRefused("The report " + type.wireName() + " was not kept: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        return link.ask(question, payload, answer, timeout);
    }

    @Override
    public void up() {
        up = true;
        LOG.info("Connected to {} as node={}", endpoint, identity.node());
        onUp.get().run();
    }

    @Override
    public void down(String reason) {
        up = false;
        LOG.warn("The link to {} is lost and tried again. reason={}", endpoint, reason);
    }

    boolean isUp() {
        return up;
    }

    /** Sets what is run, in the link's thread, when the link comes up. */
    void onUp(Runnable action) {
        onUp.set(action);
    }
}
