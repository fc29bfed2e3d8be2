// SPDX-License-Identifier: Apache-2.0
/** Links between control plane and agents. */
@Export
@Version("1.1.0")
package io.centossrv.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
