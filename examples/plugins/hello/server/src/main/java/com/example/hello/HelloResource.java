// SPDX-License-Identifier: Apache-2.0
package com.example.hello;

import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /api/v1/x/hello}. */
@Path("x/hello")
@Produces(MediaType.APPLICATION_JSON)
public final class HelloResource {
    private final Greeter greeter;
    private final String version;

    HelloResource(Greeter greeter, String version) {
        this.greeter = greeter;
        this.version = version;
    }

    /** {@code getHello}: 200. */
    @GET
    @RequiresPermission("hello:read")
    public Hello get(@Context SecurityContext security) {
        return new Hello(greeter.greet(security.getUserPrincipal().getName()), version);
    }

    /**
     * The answer.
     *
     * @param version of the plugin that answered
     */
    public record Hello(String greeting, String version) {}
}
