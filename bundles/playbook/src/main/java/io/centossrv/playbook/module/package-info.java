/** What a module is: its arguments, its run, its result. */
@Export
@Version("1.1.0")
package io.centossrv.playbook.module;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
