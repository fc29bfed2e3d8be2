// SPDX-License-Identifier: Apache-2.0
/** Plugins that are installed and updated while the system runs. */
@Export
@Version("1.1.0")
package io.centossrv.platform.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
