// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.platform.settings.Setting;
import io.centossrv.platform.settings.SettingsService;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Settings of a test. */
public final class MapSettings implements SettingsService {
    private final Map<String, String> set = new ConcurrentHashMap<>();

    public void set(String key, String text) {
        set.put(key, text);
    }

    @Override
    public <T> T get(Setting<T> setting) {
        return Optional.ofNullable(set.get(setting.key())).map(setting.parser()).orElse(setting.defaultValue());
    }

    @Override
    public SortedMap<String, String> all() {
        return new TreeMap<>(set);
    }
}
