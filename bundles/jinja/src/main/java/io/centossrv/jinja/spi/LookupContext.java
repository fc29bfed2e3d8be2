// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import io.centossrv.jinja.value.Items;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What a lookup finds around it. Of one thread. */
@ProviderType
public interface LookupContext {
    /** Returns a variable, templated; empty where there is none of this name. */
    Optional<Items.Found> variable(String name);

    /** Returns the names of all variables. */
    Collection<String> variableNames();

    /** Templates a value. */
    Object template(Object value);

    /** Renders the text of a template file with more variables. */
    Object render(String name, String text, Syntax syntax, Map<String, Object> more, boolean convert);

    /** Finds a file of the project: absolute, or below a folder of this name and then below its parents; empty where there is none. */
    Optional<Path> file(String folder, String name);

    /** Returns the folders that files are looked for in, in order. */
    Collection<Path> searchPath();
}
