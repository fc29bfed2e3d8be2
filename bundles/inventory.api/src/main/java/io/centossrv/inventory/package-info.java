// SPDX-License-Identifier: Apache-2.0
/** Nodes, what is known of them, and how they are selected. */
@Export
@Version("1.1.0")
package io.centossrv.inventory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
