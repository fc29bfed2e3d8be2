// SPDX-License-Identifier: Apache-2.0
/** Jobs: work on nodes, and the truth about how it went. */
@Export
@Version("1.1.0")
package io.centossrv.jobs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
