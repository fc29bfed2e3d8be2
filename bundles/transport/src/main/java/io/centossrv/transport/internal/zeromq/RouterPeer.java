// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.internal.server.Peer;

/** A peer of the ROUTER. */
final class RouterPeer implements Peer {
    private final RouterLoop loop;
    private final Grants.Grant grant;
    private final String token;
    private final String address;
    private final byte[] route;
    private volatile boolean cut;

    RouterPeer(RouterLoop loop, Grants.Grant grant, String token, String address, byte[] route) {
        this.loop = loop;
        this.grant = grant;
        this.token = token;
        this.address = address;
        this.route = route.clone();
    }

    @Override
    public NodeId node() {
        return grant.node();
    }

    @Override
    public String address() {
        return grant.host();
    }

    @Override
    public String publicKey() {
        return grant.publicKey();
    }

    @Override
    public void send(byte[] frame, Runnable unsent) {
        if (cut) {
            unsent.run();
        } else {
            loop.send(this, frame, unsent);
        }
    }

    @Override
    public void cut() {
        cut = true;
        loop.shut(this);
    }

    boolean isCut() {
        return cut;
    }

    boolean has(String otherToken) {
        return token.equals(otherToken);
    }

    /** Returns host and port: the name of its connection. */
    String connection() {
        return address;
    }

    byte[] route() {
        return route;
    }
}
