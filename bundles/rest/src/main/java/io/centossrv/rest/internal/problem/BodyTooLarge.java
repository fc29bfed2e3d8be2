// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.problem;

import java.io.IOException;
import java.util.Optional;

/** The body of a request is over the limit. An IOException, so that it passes whoever reads the stream. */
public final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    public BodyTooLarge(long limit) {
        super("the body is over the limit of " + limit + " bytes");
        this.limit = limit;
    }

    /** Returns the answer. */
    public Failure failure() {
        return failure(limit);
    }

    /** Returns the answer to a body that is over this limit. */
    public static Failure failure(long limit) {
        return Failure.of(413, "body-too-large", "The body of the request is larger than " + limit + " bytes.");
    }

    /** Finds this error among the causes of another one, since readers wrap it. */
    public static Optional<BodyTooLarge> in(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof BodyTooLarge found) {
                return Optional.of(found);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
