// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.inventory.message.ResendInventory;
import io.centossrv.inventory.message.ResendTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the whole of sections reported that the control plane does not have. */
@Component(service = RequestHandler.class)
public final class ResendHandler implements RequestHandler<ResendInventory, ResendTaken> {
    private final FactReporter reporter;

    @Activate
    public ResendHandler(@Reference FactReporter reporter) {
        this.reporter = reporter;
    }

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
        reporter.resend(question.sections());
        return new ResendTaken(question.sections().size());
    }
}
