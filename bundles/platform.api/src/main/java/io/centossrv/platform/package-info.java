// SPDX-License-Identifier: Apache-2.0
/** The errors that every part of the control plane speaks. */
@Export
@Version("1.1.0")
package io.centossrv.platform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
