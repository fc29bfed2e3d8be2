// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.settings;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.settings.Setting;
import io.centossrv.platform.settings.SettingsAdminService;
import io.centossrv.platform.settings.SettingsDeclaration;
import io.centossrv.platform.settings.SettingsService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The settings by key: what the domains declare, and what was set. */
@Component(service = DeclaredSettings.class)
public final class DeclaredSettings {
    private final SettingsService reader;
    private final SettingsAdminService admin;
    private final List<SettingsDeclaration> declarations = new CopyOnWriteArrayList<>();

    @Activate
    public DeclaredSettings(@Reference SettingsService reader, @Reference SettingsAdminService admin) {
        this.reader = reader;
        this.admin = admin;
    }

    /** Returns all settings by key: declared ones, and those that were set and that nobody declares at the moment. */
    public List<SettingView> list() {
        SortedMap<String, String> set = new TreeMap<>(reader.all());
        SortedMap<String, SettingView> views = new TreeMap<>();
        for (Setting<?> setting : declared()) {
            String standard = String.valueOf(setting.defaultValue());
            Optional<String> text = Optional.ofNullable(set.get(setting.key()));
            views.put(
                    setting.key(),
                    new SettingView(
                            setting.key(),
                            text.orElse(standard),
                            text.isPresent(),
                            Optional.of(standard),
                            Optional.of(setting.summary())));
        }
        for (Map.Entry<String, String> entry : set.entrySet()) {
            views.putIfAbsent(
                    entry.getKey(),
                    new SettingView(entry.getKey(), entry.getValue(), true, Optional.empty(), Optional.empty()));
        }
        return List.copyOf(views.values());
    }

    /**
     * Sets a declared setting.
     *
     * @throws CentossrvException {@code setting-unknown}, {@code setting-invalid}
     */
    public SettingView set(Caller caller, String key, String text) {
        Setting<?> setting = declared().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new CentossrvException(
                        SettingErrors.UNKNOWN, "There is no such setting; 'setting:list' shows them. key=" + key));
        admin.set(caller, setting, text);
        return list().stream()
                .filter(view -> view.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new CentossrvException(
                        SettingErrors.UNKNOWN, "The setting is no longer declared; its value was kept. key=" + key));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDeclaration(SettingsDeclaration declaration) {
        declarations.add(declaration);
    }

    void unbindDeclaration(SettingsDeclaration declaration) {
        declarations.remove(declaration);
    }

    private List<Setting<?>> declared() {
        List<Setting<?>> settings = new ArrayList<>();
        declarations.forEach(declaration -> settings.addAll(declaration.settings()));
        return settings;
    }
}
