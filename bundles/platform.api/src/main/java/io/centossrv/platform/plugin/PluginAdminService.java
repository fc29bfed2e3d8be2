// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.plugin;

import io.centossrv.platform.security.Caller;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs, updates and removes plugins while the system runs. One change at a time; a call blocks until the change is
 * done or undone. Unsigned archives are refused with {@code plugin-unsigned} unless {@code plugin.dev=true}.
 */
@ProviderType
public interface PluginAdminService {
    /** How large an archive may be, in bytes; a larger upload is answered with 413. */
    long LARGEST_ARCHIVE = 64L * 1024 * 1024;

    /**
     * Says what installing or updating from this archive would do.
     *
     * @param archive a feature archive ({@code .kar}) on this machine
     * @throws io.centossrv.platform.CentossrvException {@code plugin-invalid}, {@code plugin-unresolvable} (the message
     *     names the clashing requirement), {@code plugin-import-refused}, {@code plugin-unsigned}
     */
    PluginPlan plan(Path archive);

    /** Installs a plugin that is not there yet; {@code plugin-exists} where it is. A failure leaves nothing behind. */
    Plugin install(Caller caller, Path archive);

    /**
     * Replaces an installed plugin side by side: the new bundles start next to the old ones, and these go once the new
     * ones serve. Bundles whose symbolic name is a domain of the distribution are replaced in the same way.
     */
    Plugin update(Caller caller, Path archive);

    /** Removes a plugin with the bundles that only it brought. */
    void uninstall(Caller caller, String id);
}
