// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Who may talk to the executor: its own user, and one more by name; told by the kernel (SO_PEERCRED). */
public final class PeerCheck {
    private final UserPrincipal own;
    private final Optional<UserPrincipal> other;

    /** Creates a check; the name must be that of a user. */
    public PeerCheck(Optional<String> name) throws IOException {
        Path self = Path.of("/proc/self");
        this.own = Files.getOwner(self);
        this.other = name.isPresent()
                ? Optional.of(
                        self.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name.get()))
                : Optional.empty();
    }

    boolean admits(SocketChannel channel) throws IOException {
        UserPrincipal peer =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return peer.equals(own) || other.filter(peer::equals).isPresent();
    }

    boolean admitsOthers() {
        return other.isPresent();
    }
}
