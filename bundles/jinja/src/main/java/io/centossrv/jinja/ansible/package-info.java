// SPDX-License-Identifier: Apache-2.0
/** Jinja2 as Ansible uses it: strings of a playbook, conditions and files. */
@Export
@Version("1.0.0")
package io.centossrv.jinja.ansible;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
