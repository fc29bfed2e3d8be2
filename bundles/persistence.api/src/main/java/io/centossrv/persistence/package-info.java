// SPDX-License-Identifier: Apache-2.0
/** Transactions on the database, with the events that they cause. */
@Export
@Version("1.0.0")
package io.centossrv.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
