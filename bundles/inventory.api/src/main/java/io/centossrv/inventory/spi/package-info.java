// SPDX-License-Identifier: Apache-2.0
/** What other domains add to what the inventory says of nodes. */
@Export
@Version("1.0.0")
package io.centossrv.inventory.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
