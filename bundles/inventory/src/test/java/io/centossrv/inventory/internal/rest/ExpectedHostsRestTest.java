// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpectedHostsRestTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final String SHOP = "'source':'foreman','groups':[{'name':'base','groups':['base-web']}],'hosts':["
            + "{'name':'web1','labels':['tag:env=prod','role:web'],'groups':['base-web']},"
            + "{'name':'db1','labels':['site:berlin'],'groups':['db']}]";

    private InventoryFixture inventory;
    private InventoryServices services;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
        server = RestServer.serving(
                new FakeAuthenticator().grant("reader", "bob", "node:read", "expected-host:read"),
                new InventoryRestApplication(
                        services.reading(),
                        services.changing(),
                        services.lifecycle(),
                        services.tokens(),
                        services.explaining(),
                        services.enrolling(600, 5),
                        services.labels(),
                        services.groups(),
                        services.history(),
                        services.discoveries(),
                        services.expected()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aHostThatIsExpectedGetsItsPlaceWhenItIsAccepted() throws Exception {
        inventory.accepted("db1");
        List<String> first = List.of(
                "group base made",
                "group base-web made",
                "group db made",
                "expected-host web1 made",
                "node db1 changed");
        assertThat(changes("{" + SHOP + ",'dryRun':true}")).containsExactlyElementsOf(first);
        assertThat(server.admin().get("/api/v1/groups").json().get("items")).isEmpty();
        assertThat(expected()).isEmpty();

        assertThat(changes("{" + SHOP + "}")).containsExactlyElementsOf(first);
        assertThat(changes("{" + SHOP + "}")).isNotEmpty().allMatch(line -> line.endsWith(" unchanged"));
        assertThat(expected()).hasSize(1);
        assertThat(expected().get(0).get("source").asText()).isEqualTo("foreman");
        assertThat(services.reading().preview("site:berlin and @db").nodes()).hasSize(1);
        assertThat(changes("{'source':'salt','hosts':[{'name':'web1','labels':['tag:env=test','tag:rack=7']}]}"))
                .containsExactly("expected-host web1 changed");

        // its own name is what a host says of itself, so it counts for nothing
        Node pending = inventory.pending("web1");
        accept(pending, "other");
        assertThat(expected()).hasSize(1);
        accept(inventory.pending("any.example.org"), "web1");
        assertThat(expected()).isEmpty();
        assertThat(services.reading()
                        .preview("tag:env=test and tag:rack=7 and role:web and @base")
                        .nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.name().orElseThrow().value()).isEqualTo("web1"));
        inventory.eventsUntil(event -> event.topic().equals("expected-host.met")
                && event.audit()
                && event.data().contains("web1"));
    }

    @Test
    void aNodeThatIsRenamedMeetsItToo() throws Exception {
        inventory.accepted("old");
        changes("{" + SHOP + "}");
        RestAnswer renamed = server.admin().post("/api/v1/nodes/old/rename", "{\"name\":\"web1\"}");
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(services.reading().preview("role:web and @base-web").nodes()).hasSize(1);
    }

    @Test
    void isRemoved() throws Exception {
        changes("{" + SHOP + "}");
        assertThat(server.admin().delete("/api/v1/expected-hosts/web1").status())
                .isEqualTo(204);
        assertThat(server.admin().delete("/api/v1/expected-hosts/web1").code()).isEqualTo("expected-host-not-found");
        assertThat(expected()).extracting(host -> host.get("name").asText()).containsExactly("db1");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndNothingIsDone() throws Exception {
        assertThat(server.client("reader")
                        .post("/api/v1/expected-hosts", "{\"source\":\"a\",\"hosts\":[]}")
                        .status())
                .isEqualTo(403);
        RestAnswer wrong = post("{'source':'X','groups':[{'name':'Not A Group'}],'hosts':["
                + "{'name':'web1'},{'name':'web1','groups':['no_group']},{'name':'and'}]}");
        assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
        assertThat(wrong.code()).isEqualTo("import-invalid");
        List<String> pointers = new ArrayList<>();
        wrong.json()
                .get("errors")
                .forEach(error -> pointers.add(error.get("pointer").asText()));
        assertThat(pointers)
                .containsExactly("/source", "/groups/0/name", "/hosts/1/name", "/hosts/1/groups", "/hosts/2/name");
        assertThat(post("{'source':'a','hosts':[{'name':'web1','labels':['env=prod']}]}")
                        .code())
                .isEqualTo("label-invalid");
        assertThat(post("{'source':'a','hosts':[],'groups':[{'name':'a','groups':['b']},{'name':'b','groups':['a']}]}")
                        .code())
                .isEqualTo("group-cycle");
        server.admin().post("/api/v1/groups", "{\"name\":\"db\",\"target\":\"role:db\"}");
        assertThat(post("{" + SHOP + "}").code()).isEqualTo("group-dynamic");
        assertThat(expected()).isEmpty();
        assertThat(server.admin().get("/api/v1/groups").json().get("items")).hasSize(1);
    }

    private void accept(Node pending, String name) throws Exception {
        RestAnswer accepted =
                server.admin().post("/api/v1/nodes/" + pending.id() + "/accept", "{\"name\":\"" + name + "\"}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    }

    private List<JsonNode> expected() throws Exception {
        List<JsonNode> items = new ArrayList<>();
        server.client("reader")
                .get("/api/v1/expected-hosts")
                .json()
                .get("items")
                .forEach(items::add);
        return items;
    }

    private List<String> changes(String body) throws Exception {
        RestAnswer answer = post(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> changes = new ArrayList<>();
        answer.json()
                .get("items")
                .forEach(item -> changes.add(item.get("kind").asText() + " "
                        + item.get("name").asText() + " " + item.get("change").asText()));
        return changes;
    }

    private RestAnswer post(String body) throws Exception {
        return server.admin().post("/api/v1/expected-hosts", body.replace('\'', '"'));
    }
}
