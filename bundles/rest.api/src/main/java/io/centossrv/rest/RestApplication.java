// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The REST operations of one version of one domain, registered as a service. {@code rest} builds a Jersey application of
 * its own for it and routes {@code /api/v1/{noun}/…} there. Of several versions of one domain the highest is in charge. A
 * version that fails to build, claims a noun of another domain, or has an operation without {@link RequiresPermission} is
 * refused with a log line, and changes nothing. On unregistration requests inside are waited for, at most 10 s.
 */
@ConsumerType
public interface RestApplication {
    /** Returns the domain's name, or the plugin's id. */
    String domain();

    /** Returns the version, as OSGi writes it. */
    String version();

    /**
     * Returns the first path segments below {@code /api/v1/} that it owns, such as {@code nodes}. A plugin that is no
     * domain owns {@code x/{plugin}} alone.
     */
    Set<String> nouns();

    /** Returns instances of classes with Jakarta REST annotations, whose paths start with a noun. */
    Set<Object> resources();

    /** Returns the OpenAPI 3.1 fragment, YAML text: {@code paths} and {@code components} of its operations. */
    String openApi();
}
