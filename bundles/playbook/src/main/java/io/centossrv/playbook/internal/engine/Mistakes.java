// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.engine.spi.RunFailure;
import java.util.List;
import java.util.Locale;

/** Mistakes in what was read while a play ran. */
final class Mistakes {
    private Mistakes() {}

    static RunFailure failure(List<Mistake> mistakes) {
        Mistake first = mistakes.get(0);
        return new RunFailure(
                first.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                first.owner(),
                first.message(),
                first.kind().status());
    }
}
