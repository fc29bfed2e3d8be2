// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** A control plane and an agent on this machine, joined, accepted under a name, and online. */
public final class Estate implements AutoCloseable {
    private final Sandbox sandbox;
    private final ControlPlane controlPlane;
    private final AgentProcess agent;
    private final RestClient rest;

    private Estate(Sandbox sandbox, ControlPlane controlPlane, AgentProcess agent, RestClient rest) {
        this.sandbox = sandbox;
        this.controlPlane = controlPlane;
        this.agent = agent;
        this.rest = rest;
    }

    /** Starts one and waits until the node is online. */
    public static Estate start(String nodeName) {
        Sandbox sandbox = Sandbox.create();
        ControlPlane controlPlane = null;
        AgentProcess agent = null;
        try {
            controlPlane = ControlPlane.unpack(sandbox);
            controlPlane.start();
            RestClient rest = new RestClient(controlPlane).login(controlPlane);
            agent = AgentProcess.unpack(sandbox, controlPlane, joinToken(rest));
            agent.start();
            accept(rest, nodeName);
            return new Estate(sandbox, controlPlane, agent, rest);
        } catch (RuntimeException | Error e) {
            if (agent != null) {
                agent.close();
            }
            if (controlPlane != null) {
                controlPlane.close();
            }
            sandbox.close();
            throw e;
        }
    }

    /** Makes a join token of one hour. */
    public static String joinToken(RestClient rest) {
        return RestClient.json(rest.send("POST", "/api/v1/join-tokens", "{\"lifetime\":\"PT1H\"}"))
                .get("token")
                .asText();
    }

    /** Accepts the one pending node under a name and waits until it is online; returns its id. */
    public static String accept(RestClient rest, String name) {
        String id = Await.until("a node is pending", Duration.ofSeconds(60), () -> node(rest, "state", "pending")
                .map(n -> n.get("id").asText()));
        int status = rest.send("POST", "/api/v1/nodes/" + id + "/accept", "{\"name\":\"" + name + "\"}")
                .statusCode();
        if (status != 200) {
            throw new AssertionError("accept: " + status);
        }
        Await.untilTrue("node " + name + " is online", Duration.ofSeconds(60), () -> node(rest, "id", id)
                .map(n -> n.get("state").asText().equals("online"))
                .orElse(false));
        return id;
    }

    private static Optional<JsonNode> node(RestClient rest, String field, String value) {
        for (JsonNode node : rest.get("/api/v1/nodes").get("items")) {
            if (node.get(field).asText().equals(value)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Returns the folder and the user of this estate. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** Returns the control plane. */
    public ControlPlane controlPlane() {
        return controlPlane;
    }

    /** Returns the agent. */
    public AgentProcess agent() {
        return agent;
    }

    /** Returns a client that is logged in as the administrator. */
    public RestClient rest() {
        return rest;
    }

    @Override
    public void close() {
        agent.close();
        controlPlane.close();
        sandbox.close();
    }
}
