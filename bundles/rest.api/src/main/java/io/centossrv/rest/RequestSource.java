// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

/** Where a request comes from: what an operation without a login limits its callers by. */
public final class RequestSource {
    /**
     * The property of each request ({@code ContainerRequestContext.getProperty}) that holds the address of the peer, a
     * String such as {@code 192.0.2.7}.
     */
    public static final String PROPERTY = "io.centossrv.rest.source";

    private RequestSource() {}
}
