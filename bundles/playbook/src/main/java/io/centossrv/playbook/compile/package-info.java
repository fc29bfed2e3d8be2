/** Turns playbooks into compiled plays. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.compile;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
