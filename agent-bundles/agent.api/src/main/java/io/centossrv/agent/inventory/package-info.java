// SPDX-License-Identifier: Apache-2.0
/** How a bundle adds to the inventory. */
@Export
@Version("1.1.0")
package io.centossrv.agent.inventory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
