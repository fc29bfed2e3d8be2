// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.persistence.EventDraft;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.internal.store.PostgresSettingsStore;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.settings.Setting;
import io.centossrv.platform.settings.SettingsAdminService;
import io.centossrv.platform.settings.SettingsService;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings in PostgreSQL, read through a copy in memory: a control plane sees what another one set within a second, and
 * what it set itself at once. The copy is read anew by whoever finds it too old, so an idle system asks nothing.
 */
@Component(service = {SettingsService.class, SettingsAdminService.class})
public final class CachedSettings implements SettingsService, SettingsAdminService {
    private static final Logger LOG = LoggerFactory.getLogger(CachedSettings.class);
    private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();
    private static final int MAX_LENGTH = 8192;

    private final PostgresSettingsStore store;
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();
    private volatile Copy copy = new Copy(Collections.emptySortedMap(), System.nanoTime() - 2 * MAX_AGE);

    @Activate
    public CachedSettings(@Reference PostgresSettingsStore store) {
        this.store = store;
    }

    @Override
    public <T> T get(Setting<T> setting) {
        String text = all().get(setting.key());
        if (text == null) {
            return setting.defaultValue();
        }
        try {
            return setting.parser().apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Set by a release that allowed more: the default is safer than to fail at each use.
            if (complaints.add(setting.key())) {
                LOG.warn("The value that was set is no longer valid, the default holds. key={}", setting.key());
            }
            return setting.defaultValue();
        }
    }

    @Override
    public SortedMap<String, String> all() {
        Copy now = copy;
        if (System.nanoTime() - now.readAt > MAX_AGE) {
            now = refresh();
        }
        return now.values;
    }

    @Override
    public <T> void set(Caller caller, Setting<T> setting, String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid(setting, "it has more than " + MAX_LENGTH + " characters", null);
        }
        try {
            var unused = setting.parser().apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(setting, e.getMessage(), e);
        }
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("key", setting.key()).put("value", text);
        store.put(
                setting.key(),
                text,
                caller.name(),
                new EventDraft("setting.changed", setting.key(), caller.name(), true, data.toString()));
        complaints.remove(setting.key());
        refresh();
    }

    private static CentossrvException invalid(Setting<?> setting, String why, RuntimeException cause) {
        return new CentossrvException(
                SettingErrors.INVALID,
                "The text is no value of the setting: " + why + ". key=" + setting.key(),
                List.of(ErrorDetail.at("/value", String.valueOf(why))),
                cause);
    }

    private synchronized Copy refresh() {
        long startedAt = System.nanoTime();
        Copy fresh = new Copy(Collections.unmodifiableSortedMap(store.all()), startedAt);
        copy = fresh;
        return fresh;
    }

    private record Copy(SortedMap<String, String> values, long readAt) {}
}
