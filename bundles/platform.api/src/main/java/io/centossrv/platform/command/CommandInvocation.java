// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.command;

import io.centossrv.platform.security.Caller;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One call of a {@link Command}, parsed after its descriptor. */
@ProviderType
public interface CommandInvocation {
    /** Returns who calls. */
    Caller caller();

    /** Returns the value of an argument or option, the first one where it takes many; empty where it was not given. */
    Optional<String> value(String name);

    /** Returns all values of an argument that takes many, in order. */
    List<String> values(String name);

    /** Tells whether a flag was given. */
    boolean flag(String name);

    /** Returns where data goes. */
    PrintStream out();
}
