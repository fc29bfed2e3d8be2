// SPDX-License-Identifier: Apache-2.0
/** What an agent says about its node. */
@Export
@Version("1.1.0")
package io.centossrv.inventory.message;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
