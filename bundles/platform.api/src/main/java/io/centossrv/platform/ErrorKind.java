// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform;

/** What an error means to the one who gets it; decides the HTTP status and the exit code. */
public enum ErrorKind {
    /** The request can't be understood or breaks a rule; changing the request helps. HTTP 400 or 422. */
    USER,
    /** The request does not fit the present state. HTTP 409. */
    CONFLICT,
    /** What was named is not there. HTTP 404. */
    NOT_FOUND,
    /** The caller may not do this. HTTP 403. */
    DENIED,
    /** A limit was reached; trying later helps. HTTP 429. */
    LIMITED,
    /** A part is absent or overloaded; trying again helps. HTTP 503. */
    UNAVAILABLE,
    /** A fault of ours. HTTP 500. */
    INTERNAL
}
