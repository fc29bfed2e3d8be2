// SPDX-License-Identifier: Apache-2.0
/** Shell commands as services. */
@Export
@Version("1.0.0")
package io.centossrv.platform.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
