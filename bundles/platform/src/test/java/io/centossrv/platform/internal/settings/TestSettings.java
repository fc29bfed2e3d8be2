// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.settings;

import io.centossrv.platform.settings.Setting;
import java.util.List;

/** Makes {@link DeclaredSettings} as the component runtime does. */
public final class TestSettings {
    private TestSettings() {}

    public static DeclaredSettings declared(CachedSettings settings, Setting<?>... declared) {
        DeclaredSettings made = new DeclaredSettings(settings, settings);
        made.bindDeclaration(() -> List.of(declared));
        return made;
    }
}
