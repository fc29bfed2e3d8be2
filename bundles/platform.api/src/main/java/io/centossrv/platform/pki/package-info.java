// SPDX-License-Identifier: Apache-2.0
/** The keys and certificates of a control plane. */
@Export
@Version("1.1.0")
package io.centossrv.platform.pki;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
