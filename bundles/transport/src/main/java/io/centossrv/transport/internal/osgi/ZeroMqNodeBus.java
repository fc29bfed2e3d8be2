// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import io.centossrv.platform.pki.ControlPlaneKeys;
import io.centossrv.platform.readiness.ReadinessCheck;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.LinkListener;
import io.centossrv.transport.NodeBus;
import io.centossrv.transport.PeerAuthority;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.server.ServerLinks;
import io.centossrv.transport.internal.zeromq.RouterBus;
import io.centossrv.transport.internal.zeromq.ServerKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus of a control plane over ZeroMQ with CURVE. */
@Component(
        service = {NodeBus.class, ReadinessCheck.class},
        immediate = true,
        configurationPid = "io.centossrv.transport.server",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ZeroMqNodeBus implements NodeBus, ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ZeroMqNodeBus.class);
    private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<PeerAuthority> authority = new AtomicReference<>();
    private final ServerLinks links;
    private final RouterBus bus;

    /** Binds; fails where that can't be, so that there is no service. */
    @Activate
    public ZeroMqNodeBus(
            ServerConfig config,
            BundleContext context,
            @Reference ControlPlaneKeys keys,
            @Reference Handlers handlers,
            @Reference PayloadCodecs codecs) {
        ServerConfig.Read read =
                ServerConfig.Read.of(config, context.getBundle().getVersion().toString());
        links = new ServerLinks(read.links(), codecs, handlers, listeners, Clock.systemUTC());
        links.ask(
                (node, hello) -> Optional.ofNullable(authority.get()).flatMap(present -> present.refusal(node, hello)));
        try {
            bus = new RouterBus(
                    read.socket(),
                    new ServerKeys(keys.busPublicKey(), keys.busSecretKey()),
                    links,
                    () -> Optional.ofNullable(authority.get()));
        } catch (RuntimeException e) {
            links.close();
            throw e;
        }
        links.use(bus);
        LOG.info("The bus is bound: address={}", bus.endpoint());
    }

    @Override
    public String name() {
        return "bus";
    }

    @Override
    public Optional<String> obstacle() {
        return bus.serves() ? Optional.empty() : Optional.of("the bus is not bound");
    }

    @Deactivate
    void stop() {
        links.close();
        bus.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAuthority(PeerAuthority bound) {
        authority.set(bound);
    }

    void unbindAuthority(PeerAuthority bound) {
        authority.compareAndSet(bound, null);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(LinkListener listener) {
        listeners.add(listener);
        // an agent may have come between its key's authority and this one
        links.introduce(listener);
    }

    void unbindListener(LinkListener listener) {
        listeners.remove(listener);
    }

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            NodeId node, MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        return links.ask(node, question, payload, answer, timeout);
    }

    @Override
    public Set<NodeId> linked() {
        return links.linked();
    }

    @Override
    public void cut(NodeId node, String reason) {
        links.cut(node, reason);
    }
}
