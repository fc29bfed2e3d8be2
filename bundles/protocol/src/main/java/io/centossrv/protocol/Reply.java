// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

/** What came of asking a peer: the closed vocabulary of remote failure. */
public sealed interface Reply<A> {
    /** The peer answered. */
    record Answered<A>(A answer) implements Reply<A> {}

    /** The peer was reached, perhaps, and did not answer in time: it may have acted. */
    record TimedOut<A>() implements Reply<A> {}

    /** The peer refused; it did nothing. */
    record Rejected<A>(String code, String message) implements Reply<A> {}

    /** The peer has no link: it was not asked. */
    record Unreachable<A>() implements Reply<A> {}

    /** The link was lost between question and answer: the peer may have acted. */
    record Interrupted<A>() implements Reply<A> {}

    /** The peer tried and failed. */
    record Failed<A>(String code, String message) implements Reply<A> {}
}
