// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A noun with verbs: alone it is not a command. */
abstract class Noun implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec;

    Noun(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with it.");
    }
}
