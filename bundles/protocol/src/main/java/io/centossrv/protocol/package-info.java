// SPDX-License-Identifier: Apache-2.0
/** The envelope between control plane and agent, and how messages are described and handled. */
@Export
@Version("1.1.0")
package io.centossrv.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
