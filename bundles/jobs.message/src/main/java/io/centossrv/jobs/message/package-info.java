// SPDX-License-Identifier: Apache-2.0
/** How jobs travel to a node and their results back. */
@Export
@Version("1.1.0")
package io.centossrv.jobs.message;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
