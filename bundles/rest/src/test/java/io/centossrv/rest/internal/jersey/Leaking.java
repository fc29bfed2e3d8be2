// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.rest.RequiresPermission;
import io.centossrv.rest.RestApplication;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loaded by a class loader of its own, as from a bundle that goes. */
public final class Leaking implements RestApplication {
    @Override
    public String domain() {
        return "leak";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Set<String> nouns() {
        return Set.of("leaks");
    }

    @Override
    public Set<Object> resources() {
        return Set.of(new Leaks());
    }

    @Override
    public String openApi() {
        return "paths: {}";
    }

    /** A body of its own. */
    public record Body(String name, Optional<Integer> count, Kind kind) {}

    /** An enum of its own. */
    public enum Kind {
        SMALL
    }

    /** Its resource. */
    @Path("leaks")
    @Produces("application/json")
    public static final class Leaks {
        @POST
        @RequiresPermission("leak:read")
        public Map<Kind, Body> echo(Body body) {
            return Map.of(Kind.SMALL, body);
        }
    }
}
