// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.persistence.EventDraft;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.internal.StateFolder;
import io.centossrv.platform.internal.store.AuditTrail;
import io.centossrv.platform.plugin.Plugin;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginPlan;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.platform.security.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugin manager: what is installed, and its changes, each of them done or undone as a whole. */
@Component(
        service = {PluginService.class, PluginAdminService.class},
        configurationPid = "io.centossrv.platform",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
public final class SideBySidePlugins implements PluginService, PluginAdminService {
    private static final Logger LOG = LoggerFactory.getLogger(SideBySidePlugins.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock change = new ReentrantLock(true);
    private final BundleHost host;
    private final AuditTrail audit;
    private final PluginFolders folders;
    private final ArchiveInspection inspection;
    private final InstalledPlugins installed;
    private final Duration patience;

    @Activate
    public SideBySidePlugins(
            @Reference BundleHost host,
            @Reference AuditTrail audit,
            @Reference StateFolder state,
            PluginConfig config) {
        this(host, audit, state.path(), Path.of(System.getProperty("karaf.etc", "etc")), config.plugin_dev(), PATIENCE);
    }

    SideBySidePlugins(BundleHost host, AuditTrail audit, Path state, Path etc, boolean dev, Duration patience) {
        this.host = host;
        this.audit = audit;
        this.patience = patience;
        this.folders = new PluginFolders(state.resolve("plugins"));
        this.inspection = new ArchiveInspection(host, etc.resolve("trust"), dev);
        this.installed = new InstalledPlugins(host, folders.all(), change);
    }

    @Deactivate
    void close() {
        installed.close();
    }

    @Override
    public List<Plugin> list() {
        return installed.list();
    }

    @Override
    public Optional<Plugin> find(String id) {
        return list().stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    @Override
    public PluginPlan plan(Path archive) {
        return inspected(archive, Change::plan);
    }

    @Override
    public Plugin install(Caller caller, Path archive) {
        return inspected(archive, planned -> {
            String id = planned.archive().descriptor().id();
            if (find(id).isPresent()) {
                throw new CentossrvException(
                        PluginErrors.EXISTS, "The plugin is installed; update it instead. plugin=" + id);
            }
            if (!planned.displaced().isEmpty()) {
                throw new CentossrvException(
                        PluginErrors.CONFLICT,
                        "The archive replaces a domain of the distribution; use update for that. bundle="
                                + planned.displaced().get(0).label());
            }
            return apply(caller, planned, "plugin.installed");
        });
    }

    @Override
    public Plugin update(Caller caller, Path archive) {
        return inspected(archive, planned -> {
            PluginDescriptor descriptor = planned.archive().descriptor();
            Optional<Plugin> before = find(descriptor.id());
            if (before.isEmpty() && planned.displaced().isEmpty()) {
                throw notFound(descriptor.id());
            }
            if (before.filter(plugin -> plugin.version().equals(descriptor.version()))
                    .isPresent()) {
                throw new CentossrvException(
                        PluginErrors.EXISTS,
                        "This version is in charge; raise the version, also of the bundles that changed. plugin="
                                + descriptor.id() + " version=" + descriptor.version());
            }
            if (!planned.refreshed().isEmpty()) {
                throw new CentossrvException(
                        PluginErrors.CONFLICT,
                        "The update would wire bundles of others anew, which is not done while the system runs: "
                                + String.join(", ", planned.plan().refresh()));
            }
            return apply(caller, planned, "plugin.updated");
        });
    }

    @Override
    public void uninstall(Caller caller, String id) {
        change.lock();
        try {
            PluginArchive archive = installed.archive(id).orElseThrow(() -> notFound(id));
            List<HostedBundle> region = installed.region(archive);
            List<HostedBundle> dependents = host.dependents(region);
            if (!dependents.isEmpty()) {
                throw new CentossrvException(
                        PluginErrors.CONFLICT,
                        "Another bundle uses the plugin. plugin=" + id + " bundle="
                                + dependents.get(0).label());
            }
            audit.record(event("plugin.uninstalled", caller, archive.descriptor()));
            installed.forget(id);
            folders.remove(id);
            Change.displaced(archive, host.bundles()).forEach(host::start);
            List<HostedBundle> last = new ArrayList<>(region);
            Collections.reverse(last);
            last.forEach(host::uninstall);
            LOG.info("A plugin was removed. plugin={} by={}", id, caller.name());
        } finally {
            change.unlock();
        }
    }

    private Plugin apply(Caller caller, Change planned, String topic) {
        audit.requireReachable();
        SideBySide bundles = new SideBySide(host, patience);
        PluginArchive kept;
        try {
            bundles.bringUp(planned);
            audit.record(event(topic, caller, planned.archive().descriptor()));
            kept = folders.commit(planned.archive());
        } catch (RuntimeException e) {
            bundles.undo();
            throw e;
        }
        installed.put(kept);
        SideBySide.retire(host, planned);
        folders.prune(kept.descriptor().id());
        LOG.info(
                "{} plugin={} version={} by={}",
                topic,
                kept.descriptor().id(),
                kept.descriptor().version(),
                caller.name());
        return find(kept.descriptor().id()).orElseThrow();
    }

    private <T> T inspected(Path archive, Function<Change, T> use) {
        change.lock();
        Path folder = folders.incoming();
        try {
            return use.apply(inspection.inspect(archive, folder));
        } finally {
            PluginFolders.delete(folder);
            change.unlock();
        }
    }

    private static EventDraft event(String topic, Caller caller, PluginDescriptor descriptor) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("version", descriptor.version());
        descriptor.permissions().forEach(data.putArray("permissions")::add);
        return new EventDraft(topic, descriptor.id(), caller.name(), true, data.toString());
    }

    private static CentossrvException notFound(String id) {
        return new CentossrvException(PluginErrors.NOT_FOUND, "There is no such plugin. plugin=" + id);
    }
}
