/** Runs compiled plays on this node. */
@Export
@Version("1.1.0")
package io.centossrv.playbook.run;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
