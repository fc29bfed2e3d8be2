// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.internal.RateLimit;
import io.centossrv.inventory.internal.discovery.DiscoveredHost;
import io.centossrv.inventory.internal.discovery.Discovery;
import io.centossrv.inventory.internal.discovery.DiscoveryId;
import io.centossrv.inventory.internal.discovery.DiscoverySettings;
import io.centossrv.inventory.internal.discovery.HostNames;
import io.centossrv.inventory.internal.discovery.KnownHost;
import io.centossrv.inventory.internal.discovery.Network;
import io.centossrv.inventory.internal.discovery.NetworkScan;
import io.centossrv.inventory.internal.discovery.ssh.SshProbe;
import io.centossrv.inventory.internal.store.PostgresDiscoveryStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.platform.settings.SettingsService;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds hosts in networks that an administrator has allowed for it. One discovery runs at a time. */
@Component(service = DiscoveryService.class)
public final class DiscoveryService {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryService.class);
    private static final ErrorCode NETWORK_INVALID = new ErrorCode("network-invalid", ErrorKind.USER);
    private static final ErrorCode NETWORK_TOO_LARGE = new ErrorCode("network-too-large", ErrorKind.USER);
    private static final ErrorCode NETWORK_NOT_ALLOWED = new ErrorCode("network-not-allowed", ErrorKind.DENIED);
    private static final ErrorCode LIMITED = new ErrorCode("discovery-limited", ErrorKind.LIMITED);
    private static final Permission DISCOVER = new Permission("node:discover");
    private static final Duration CONNECT = Duration.ofMillis(1_500);
    private static final Duration TALK = Duration.ofSeconds(4);
    private static final Duration NAME = Duration.ofSeconds(2);
    private static final int NAMES_AT_ONCE = 16;
    private static final int PER_MINUTE = 10;

    private final PostgresDiscoveryStore store;
    private final SettingsService settings;
    private final Clock clock;
    private final RateLimit limit;
    private final ExecutorService scans = threads("discovery", 1);
    private final ExecutorService probes = threads("discovery-probe", NetworkScan.AT_ONCE);
    private final ExecutorService names = threads("discovery-name", NAMES_AT_ONCE);

    @Activate
    public DiscoveryService(@Reference PostgresDiscoveryStore store, @Reference SettingsService settings) {
        this(store, settings, Clock.systemUTC());
    }

    public DiscoveryService(PostgresDiscoveryStore store, SettingsService settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.limit = new RateLimit(PER_MINUTE, clock);
    }

    @Deactivate
    public void stop() {
        for (ExecutorService threads : List.of(scans, probes, names)) {
            threads.shutdownNow();
        }
    }

    /**
     * Begins to look at a network.
     *
     * @param ports empty for those of the setting
     * @throws CentossrvException {@code network-invalid}, {@code network-too-large}, {@code network-not-allowed}, {@code
     *     discovery-running}, {@code discovery-limited}
     */
    public Discovery start(Caller caller, String text, List<Integer> ports) {
        caller.require(DISCOVER);
        if (!limit.take(caller.name())) {
            throw new CentossrvException(
                    LIMITED, "At most " + PER_MINUTE + " discoveries a minute are begun. Try again in a minute.");
        }
        List<Integer> wanted = ports.isEmpty() ? settings.get(DiscoverySettings.PORTS) : ports(ports);
        Network network = allowed(text);
        Discovery discovery =
                store.begin(network.toString(), wanted, network.size().intValueExact(), caller.name());
        scans.execute(() -> look(discovery, network));
        return discovery;
    }

    /** Has one that runs end soon; one that has ended is left as it is. */
    public Discovery cancel(Caller caller, DiscoveryId id) {
        caller.require(DISCOVER);
        return store.cancel(id, caller.name());
    }

    /** Returns those that are kept, the newest first. */
    public List<Discovery> list() {
        return store.list();
    }

    /** Returns one; {@code discovery-not-found}. */
    public Discovery find(DiscoveryId id) {
        return store.find(id);
    }

    /** Returns what was found, by address and port. */
    public Page<KnownHost> hosts(DiscoveryId id, PageRequest request) {
        return store.hosts(id, request);
    }

    private Network allowed(String text) {
        Network network;
        try {
            network = Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid("/network", e);
        }
        int most = settings.get(DiscoverySettings.ADDRESSES);
        if (network.size().compareTo(BigInteger.valueOf(most)) > 0) {
            throw new CentossrvException(
                    NETWORK_TOO_LARGE,
                    network + " has " + network.size() + " addresses, and " + most
                            + " may be looked at at once (setting " + DiscoverySettings.ADDRESSES.key()
                            + "). Name a smaller network.");
        }
        List<Network> allowed = settings.get(DiscoverySettings.NETWORKS);
        if (allowed.stream().noneMatch(one -> one.contains(network))) {
            throw new CentossrvException(
                    NETWORK_NOT_ALLOWED,
                    network + " may not be looked at: "
                            + (allowed.isEmpty() ? "no network is allowed" : "it is in none of " + allowed)
                            + ". Who may change settings allows it with the setting "
                            + DiscoverySettings.NETWORKS.key() + ".");
        }
        return network;
    }

    private static List<Integer> ports(List<Integer> asked) {
        try {
            return DiscoverySettings.ports(asked);
        } catch (IllegalArgumentException e) {
            throw invalid("/ports", e);
        }
    }

    private static CentossrvException invalid(String pointer, IllegalArgumentException e) {
        String problem = String.valueOf(e.getMessage());
        return new CentossrvException(
                NETWORK_INVALID,
                "This can't be looked at: " + problem + ".",
                List.of(ErrorDetail.at(pointer, problem)));
    }

    private void look(Discovery discovery, Network network) {
        Progress progress = new Progress(store, discovery.id());
        SshProbe probe = new SshProbe(CONNECT, TALK);
        try {
            boolean whole = new NetworkScan(probe, new HostNames(names, NAME), probes, clock)
                    .run(network, discovery.ports(), settings.get(DiscoverySettings.RATE), progress);
            progress.end(whole ? Discovery.State.DONE : Discovery.State.CANCELLED);
        } catch (InterruptedException e) {
            // this bundle stops: nothing of it may stay, not even its interest in the answer
            progress.end(Discovery.State.INTERRUPTED);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("A discovery ended in the middle: discovery={} network={}", discovery.id(), network, e);
            progress.end(Discovery.State.INTERRUPTED);
        }
    }

    /** Keeps what was found; where the database is away for a moment it is kept here meanwhile. */
    private static final class Progress implements NetworkScan.Listener {
        private final PostgresDiscoveryStore store;
        private final DiscoveryId id;
        private final List<DiscoveredHost> kept = new ArrayList<>();
        private int probed;

        Progress(PostgresDiscoveryStore store, DiscoveryId id) {
            this.store = store;
            this.id = id;
        }

        @Override
        public boolean goesOn(List<DiscoveredHost> found, int count) {
            kept.addAll(found);
            probed = count;
            try {
                boolean goesOn = store.progress(id, kept, probed);
                kept.clear();
                return goesOn;
            } catch (CentossrvException e) {
                LOG.debug("What was found could not be kept yet; it is tried again: discovery={}", id, e);
                return true;
            }
        }

        void end(Discovery.State state) {
            try {
                store.end(id, kept, probed, state);
            } catch (CentossrvException e) {
                LOG.warn(
                        "The end of a discovery could not be kept; it will be called interrupted: discovery={}", id, e);
            }
        }
    }

    private static ExecutorService threads(String name, int most) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
