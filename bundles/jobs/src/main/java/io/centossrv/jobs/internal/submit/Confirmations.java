// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The brake before a change of many nodes: it is confirmed by their number. */
@Component(service = Confirmations.class)
public final class Confirmations {
    /** The code of a change that was not confirmed. */
    public static final ErrorCode NEEDED = new ErrorCode("confirmation-needed", ErrorKind.CONFLICT);

    private static final int MANY = 25;
    private static final int GROUP = 50;
    private static final int SHARE = 10;

    private final NodeTargets targets;

    @Activate
    public Confirmations(@Reference NodeTargets targets) {
        this.targets = targets;
    }

    /** Tells whether a change of so many nodes is to be confirmed. */
    public boolean isNeeded(int nodes) {
        if (nodes > MANY) {
            return true;
        }
        // a tenth of a group that counts is never less
        if (nodes <= GROUP / SHARE) {
            return false;
        }
        int fleet = targets.fleet();
        return fleet >= GROUP && nodes * SHARE > fleet;
    }

    /**
     * Refuses a change of more nodes than were confirmed beforehand.
     *
     * @throws CentossrvException {@code confirmation-needed}
     */
    void requireAtMost(int nodes, Optional<Integer> confirmed) {
        require(nodes, confirmed.map(most -> Math.min(most, nodes)));
    }

    /**
     * Refuses a change that was not confirmed.
     *
     * @throws CentossrvException {@code confirmation-needed}
     */
    public void require(int nodes, Optional<Integer> confirmed) {
        if (confirmed.filter(number -> number == nodes).isEmpty() && isNeeded(nodes)) {
            throw new CentossrvException(
                    NEEDED,
                    "This changes " + nodes + " nodes. If it is meant, confirm it with that number.",
                    List.of(ErrorDetail.at("/confirm", Integer.toString(nodes))));
        }
    }
}
