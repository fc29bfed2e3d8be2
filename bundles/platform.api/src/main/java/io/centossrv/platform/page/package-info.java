// SPDX-License-Identifier: Apache-2.0
/** Paging by key. */
@Export
@Version("1.0.0")
package io.centossrv.platform.page;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
