// SPDX-License-Identifier: Apache-2.0
/** How a bundle adds facts. */
@Export
@Version("1.0.0")
package io.centossrv.agent.inventory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
