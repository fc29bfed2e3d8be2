// SPDX-License-Identifier: Apache-2.0
/** Who calls, with which permissions. */
@Export
@Version("1.1.0")
package io.centossrv.platform.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
