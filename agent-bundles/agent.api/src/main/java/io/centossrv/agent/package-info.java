// SPDX-License-Identifier: Apache-2.0
/** What the agent offers to the bundles in it. */
@Export
@Version("1.1.0")
package io.centossrv.agent;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
