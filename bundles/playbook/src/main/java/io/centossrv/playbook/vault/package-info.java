// SPDX-License-Identifier: Apache-2.0
/** Opens what Ansible Vault has encrypted. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.vault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
