/** Compiled plays, with where each came from and what was wrong. */
@Export
@Version("1.1.0")
package io.centossrv.playbook;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
