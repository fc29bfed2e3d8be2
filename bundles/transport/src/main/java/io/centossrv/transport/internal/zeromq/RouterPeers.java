// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.internal.server.ServerLinks;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zmq.io.Metadata;

/** Who the peers of a server socket are: by what the server knows of them, never by what they say. For its thread alone. */
final class RouterPeers {
    private final RouterLoop loop;
    private final ServerLinks links;
    private final Grants grants;
    private final AcceptedChannels channels;
    private final Map<ByteBuffer, RouterPeer> byRoute = new HashMap<>();
    private final Map<String, RouterPeer> byConnection = new HashMap<>();

    RouterPeers(RouterLoop loop, ServerLinks links, Grants grants, AcceptedChannels channels) {
        this.loop = loop;
        this.links = links;
        this.grants = grants;
        this.channels = channels;
    }

    /** Returns whose message it is, by what the server knows; empty where that is not proven. */
    Optional<RouterPeer> of(byte[] route, Metadata metadata) {
        Optional<String> token = property(metadata, grants.property());
        RouterPeer known = byRoute.get(ByteBuffer.wrap(route));
        if (token.isEmpty() && known != null) {
            deny(known, "more messages than the bus can hold");
            return Optional.empty();
        }
        if (token.isEmpty()) {
            links.denials().deny(property(metadata, Metadata.PEER_ADDRESS).orElse("?"), "", "no proof of the key");
            return Optional.empty();
        }
        if (known == null) {
            return grants.use(token.get()).flatMap(grant -> admit(route, metadata, grant, token.get()));
        }
        if (known.has(token.get())) {
            return Optional.of(known);
        }
        // whoever has it rightly gets another one with the next connection
        deny(known, "two peers with one routing id");
        grants.use(token.get()).ifPresent(grant -> refuse(metadata, grant, "two peers with one routing id"));
        return Optional.empty();
    }

    private Optional<RouterPeer> admit(byte[] route, Metadata metadata, Grants.Grant grant, String token) {
        if (property(metadata, Metadata.IDENTITY).filter(id -> !id.isEmpty()).isPresent()) {
            refuse(metadata, grant, "a routing id that the peer chose");
            return Optional.empty();
        }
        if (!property(metadata, Metadata.USER_ID).equals(Optional.of(grant.publicKey()))) {
            refuse(metadata, grant, "another's User-Id");
            return Optional.empty();
        }
        String connection = property(metadata, Metadata.PEER_ADDRESS).orElse("");
        if (!channels.claim(connection, grant.host())) {
            refuse(metadata, grant, "another's Peer-Address");
            return Optional.empty();
        }
        RouterPeer peer = new RouterPeer(loop, grant, token, connection, route);
        byRoute.put(ByteBuffer.wrap(peer.route()), peer);
        byConnection.put(connection, peer);
        return Optional.of(peer);
    }

    private void refuse(Metadata metadata, Grants.Grant grant, String reason) {
        links.denials().deny(grant.host(), grant.publicKey(), reason);
        // only what nobody has claimed: the address can be a lie
        property(metadata, Metadata.PEER_ADDRESS)
                .filter(connection -> channels.claim(connection, grant.host()))
                .ifPresent(channels::shut);
    }

    /** Reports and cuts one that did what is not allowed. */
    void deny(RouterPeer peer, String reason) {
        links.denials().deny(peer.address(), peer.publicKey(), reason);
        lose(peer, reason);
        peer.cut();
    }

    /** Forgets one whose link has ended. */
    void lose(RouterPeer peer, String reason) {
        remove(peer);
        links.lost(peer, reason);
    }

    /** Ends the link of a connection that was closed, or that the library refused to go on with. */
    void connectionEnded(String connection, boolean refused) {
        RouterPeer peer = byConnection.get(connection);
        if (peer != null && refused) {
            deny(peer, "a frame that is too long or malformed");
        } else if (peer != null) {
            lose(peer, "the connection was closed");
        }
    }

    /** Cuts each link of a node. */
    void cut(NodeId node) {
        List.copyOf(byRoute.values()).stream()
                .filter(peer -> peer.node().equals(node))
                .forEach(RouterPeer::cut);
    }

    /** Reports all links as ended. */
    void loseAll(String reason) {
        List.copyOf(byRoute.values()).forEach(peer -> links.lost(peer, reason));
    }

    private void remove(RouterPeer peer) {
        byRoute.remove(ByteBuffer.wrap(peer.route()), peer);
        byConnection.remove(peer.connection(), peer);
    }

    private static Optional<String> property(Metadata metadata, String name) {
        return metadata == null ? Optional.empty() : Optional.ofNullable(metadata.get(name));
    }
}
