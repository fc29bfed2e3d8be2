// SPDX-License-Identifier: Apache-2.0
/** What must be there before the control plane is ready. */
@Export
@Version("1.0.0")
package io.centossrv.platform.readiness;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
