// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import io.centossrv.playbook.Position;
import java.util.Optional;

/** The whole run can't go on. */
public final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Optional<Position> position;
    private final int status;

    /** Creates one with the status with which ansible-playbook would have ended. */
    public RunFailure(String code, Optional<Position> position, String message, int status) {
        super(message);
        this.code = code;
        this.position = position;
        this.status = status;
    }

    public RunFailure(String code, Optional<Position> position, String message) {
        this(code, position, message, 1);
    }

    /** Returns its kind: stable. */
    public String code() {
        return code;
    }

    /** Returns where its cause stands, where it is known. */
    public Optional<Position> position() {
        return position == null ? Optional.empty() : position;
    }

    /** Returns the status with which ansible-playbook would have ended. */
    public int status() {
        return status;
    }
}
