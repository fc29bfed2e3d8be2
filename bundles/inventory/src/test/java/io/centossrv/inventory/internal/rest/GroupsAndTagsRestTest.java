// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupsAndTagsRestTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        inventory = new InventoryFixture(EMBEDDED);
        InventoryServices services = new InventoryServices(inventory);
        server = RestServer.serving(
                new FakeAuthenticator().grant("reader", "bob", "node:read", "group:read"),
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
        for (String name : List.of("web1", "web2", "db1")) {
            inventory.accepted(name);
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void setsShowsAndRemovesTags() throws Exception {
        RestAnswer set =
                post("tags", "{'target':'web*','tags':['tag:env=prod','meta:rack=7','role:web','site:berlin']}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.json().get("nodes").asInt()).isEqualTo(2);
        assertThat(set.json().get("changed").asInt()).isEqualTo(2);
        assertThat(post("tags", "{'target':'*','tags':['role:web']}")
                        .json()
                        .get("changed")
                        .asInt())
                .isEqualTo(1);
        JsonNode shown = server.client("reader").get("/api/v1/nodes/web1/tags").json();
        assertThat(shown.get("tags").get("env").asText()).isEqualTo("prod");
        assertThat(shown.get("meta").get("rack").asText()).isEqualTo("7");
        assertThat(shown.get("roles").get(0).asText()).isEqualTo("web");
        assertThat(shown.get("site").asText()).isEqualTo("berlin");
        assertThat(selected("tag:env=prod and meta:rack<12 and role:web and site:b*"))
                .containsExactly("web1", "web2");

        assertThat(post("tags/remove", "{'target':'web1','tags':['tag:env','site:']}")
                        .json()
                        .get("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(selected("tag:env=prod")).containsExactly("web2");
        List<Event> events = inventory.eventsUntil(
                event -> event.topic().equals("node.tagged") && event.data().contains("tag:env site:"));
        assertThat(events)
                .filteredOn(event -> event.topic().equals("node.tagged"))
                .hasSize(4)
                .allMatch(Event::audit);
    }

    @Test
    void previewsWithTheCountOfTheUnknown() throws Exception {
        post("tags", "{'target':'web1','tags':['tag:env=prod']}");
        post("tags", "{'target':'db1','tags':['tag:env=dev']}");
        JsonNode not = preview("not tag:env=prod").json();
        assertThat(not.get("count").asInt()).isEqualTo(1);
        assertThat(not.get("unknown").asInt()).isEqualTo(1);
        assertThat(not.get("items").get(0).get("name").asText()).isEqualTo("db1");
        assertThat(selected("tag:env!=prod")).containsExactly("db1");
        assertThat(preview("nosuch").json().get("count").asInt()).isZero();
        assertThat(preview("tag:env=").code()).isEqualTo("target-invalid");
        assertThat(preview("@nosuch").code()).isEqualTo("group-not-found");
        assertThat(server.admin().get("/api/v1/targets").code()).isEqualTo("target-missing");
    }

    @Test
    void refusesTagsThatAreNone() throws Exception {
        for (String tag :
                List.of("env=prod", "tag:", "tag:a b=c", "role:Web", "role:web=1", "site:", "tag:a=\\u0007")) {
            assertThat(post("tags", "{'target':'*','tags':['" + tag + "']}").code())
                    .as(tag)
                    .isEqualTo("label-invalid");
        }
        assertThat(post("tags", "{'target':'*','tags':[]}").code()).isEqualTo("label-invalid");
        assertThat(post("tags", "{'target':'*','tags':['tag:a=1','tag:a=2']}").code())
                .isEqualTo("label-invalid");
        assertThat(post("tags", "{'target':'nosuch','tags':['tag:a=1']}").code())
                .isEqualTo("target-empty");
        assertThat(server.client("reader")
                        .post("/api/v1/tags", "{\"target\":\"*\",\"tags\":[\"tag:a\"]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void boundsTheTagsOfANode() throws Exception {
        for (int round = 0; round < 4; round++) {
            List<String> tags = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tags.add("'tag:t" + (round * 50 + i) + "=x'");
            }
            assertThat(post("tags", "{'target':'web1','tags':[" + String.join(",", tags) + "]}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(post("tags", "{'target':'web*','tags':['tag:more']}").code()).isEqualTo("labels-too-many");
        assertThat(selected("tag:more")).as("all or nothing").isEmpty();
    }

    @Test
    void keepsGroupsInGroups() throws Exception {
        assertThat(post("groups", "{'name':'Web','nodes':['web1'],'description':'the shop'}")
                        .status())
                .isEqualTo(201);
        assertThat(post("groups", "{'name':'all-web','groups':['@web'],'nodes':['web2']}")
                        .status())
                .isEqualTo(201);
        assertThat(post("groups", "{'name':'rest','target':'not @all-web'}").status())
                .isEqualTo(201);
        assertThat(selected("@all-web")).containsExactly("web1", "web2");
        assertThat(selected("@rest")).containsExactly("db1");
        assertThat(selected("@rest or @web")).containsExactly("db1", "web1");
        assertThat(post("groups/web/add", "{'nodes':['db1']}")
                        .json()
                        .get("members")
                        .asInt())
                .isEqualTo(2);
        assertThat(selected("@rest")).isEmpty();
        assertThat(post("groups/web/remove", "{'nodes':['db1']}")
                        .json()
                        .get("members")
                        .asInt())
                .isEqualTo(1);

        JsonNode shown = server.client("reader").get("/api/v1/groups/all-web").json();
        assertThat(shown.get("count").asInt()).isEqualTo(2);
        assertThat(shown.get("nodes").get(1).asText()).isEqualTo("web2");
        assertThat(shown.get("groups").get(0).asText()).isEqualTo("web");
        JsonNode page = server.client("reader").get("/api/v1/groups?limit=2").json();
        assertThat(page.get("items").get(0).get("name").asText()).isEqualTo("all-web");
        assertThat(server.client("reader")
                        .get(page.get("next").asText())
                        .json()
                        .get("items")
                        .get(0)
                        .get("name")
                        .asText())
                .isEqualTo("web");
    }

    @Test
    void refusesGroupsInsideThemselves() throws Exception {
        post("groups", "{'name':'a','target':'web1'}");
        post("groups", "{'name':'b','groups':['a']}");
        post("groups", "{'name':'c','target':'@b or db1'}");
        assertThat(post("groups/b/add", "{'groups':['c']}").code()).isEqualTo("group-cycle");
        assertThat(post("groups", "{'name':'d','target':'@d'}").code()).isEqualTo("group-cycle");
        assertThat(post("groups/a/add", "{'nodes':['web1']}").code()).isEqualTo("group-dynamic");
        assertThat(server.admin().delete("/api/v1/groups/b").code()).isEqualTo("group-in-use");
        assertThat(server.admin().delete("/api/v1/groups/c").status()).isEqualTo(204);
        assertThat(server.admin().delete("/api/v1/groups/b").status()).isEqualTo(204);
        assertThat(server.admin().delete("/api/v1/groups/b").code()).isEqualTo("group-not-found");
        assertThat(selected("@a")).containsExactly("web1");
        inventory.eventsUntil(event ->
                event.topic().equals("group.removed") && event.subject().equals("b"));
    }

    @Test
    void refusesGroupsThatAreNone() throws Exception {
        assertThat(post("groups", "{'name':'a b'}").code()).isEqualTo("group-invalid");
        assertThat(post("groups", "{'name':'a','target':'web1 web2'}").code()).isEqualTo("target-invalid");
        assertThat(post("groups", "{'name':'a','target':'@nosuch'}").code()).isEqualTo("group-not-found");
        assertThat(post("groups", "{'name':'a','groups':['nosuch']}").code()).isEqualTo("group-not-found");
        assertThat(post("groups", "{'name':'a','nodes':['nosuch']}").code()).isEqualTo("node-not-found");
        assertThat(post("groups", "{'name':'a','target':'*','nodes':['web1']}").code())
                .isEqualTo("group-invalid");
        assertThat(post("groups", "{'name':'a'}").status()).isEqualTo(201);
        assertThat(post("groups", "{'name':'a'}").code()).isEqualTo("group-exists");
    }

    private RestAnswer post(String path, String json) throws Exception {
        return server.admin().post("/api/v1/" + path, json.replace('\'', '"'));
    }

    private RestAnswer preview(String target) throws Exception {
        return server.client("reader")
                .get("/api/v1/targets?target=" + URLEncoder.encode(target, StandardCharsets.UTF_8));
    }

    private List<String> selected(String target) throws Exception {
        List<String> names = new ArrayList<>();
        preview(target)
                .json()
                .get("items")
                .forEach(item -> names.add(item.get("name").asText()));
        return names;
    }
}
