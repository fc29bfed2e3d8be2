// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

/** Keys of {@code etc/io.centossrv.platform.cfg} that the plugin manager reads. */
public @interface PluginConfig {
    /** Whether unsigned archives are taken: {@code plugin.dev}. */
    boolean plugin_dev() default false;
}
