// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this command line. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"csrv " + number()};
    }

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
