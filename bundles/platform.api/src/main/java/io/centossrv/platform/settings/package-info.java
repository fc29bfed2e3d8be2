// SPDX-License-Identifier: Apache-2.0
/** Typed settings that are kept in the database. */
@Export
@Version("1.0.0")
package io.centossrv.platform.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
