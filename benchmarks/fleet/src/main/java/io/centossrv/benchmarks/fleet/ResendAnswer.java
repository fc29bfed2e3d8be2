// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.inventory.message.ResendInventory;
import io.centossrv.inventory.message.ResendTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import java.util.List;
import java.util.function.Consumer;

/** Has the sections that the control plane does not have sent again. */
record ResendAnswer(Consumer<List<String>> resend) implements RequestHandler<ResendInventory, ResendTaken> {
    @Override
    public MessageType<ResendInventory> question() {
        return ResendInventory.TYPE;
    }

    @Override
    public MessageType<ResendTaken> answer() {
        return ResendTaken.TYPE;
    }

    @Override
    public ResendTaken handle(NodeId peer, ResendInventory question) {
        resend.accept(question.sections());
        return new ResendTaken(question.sections().size());
    }
}
