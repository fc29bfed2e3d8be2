// SPDX-License-Identifier: Apache-2.0
/** Reads Ansible's inventories, and selects hosts by its patterns. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.inventory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
