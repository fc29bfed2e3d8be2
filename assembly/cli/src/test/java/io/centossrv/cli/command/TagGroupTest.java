// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagGroupTest {
    private static final String SHOP =
            "{\"name\":\"shop\",\"kind\":\"static\",\"description\":\"\",\"members\":1,\"groups\":[],\"createdBy\":\"root\","
                    + "\"createdAt\":\"2026-11-20T12:00:00Z\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on("POST /api/v1/tags", 200, "{\"nodes\":2,\"changed\":1}")
                .on("POST /api/v1/tags/remove", 200, "{\"nodes\":2,\"changed\":0}")
                .on("GET /api/v1/groups?limit=1000", 200, "{\"items\":[" + SHOP + "]}")
                .on("POST /api/v1/groups", 201, SHOP)
                .on("POST /api/v1/groups/shop/add", 200, SHOP)
                .on("POST /api/v1/groups/shop/remove", 200, SHOP);
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void setsAndRemovesTags() throws IOException {
        assertThat(shell.run("tag", "set", "web*", "tag:env=prod", "role:web").data())
                .contains("nodes:", "2", "changed:", "1");
        assertThat(shell.run("tag", "remove", "web*", "tag:env", "-o", "json").data())
                .contains("\"changed\": 0");
        assertThat(JsonWriter.compact(server.posts().get(0).json()))
                .isEqualTo("{\"target\":\"web*\",\"tags\":[\"tag:env=prod\",\"role:web\"]}");
        assertThat(shell.run("tag", "set", "web*").exit()).isEqualTo(64);
    }

    @Test
    void makesAGroupOrPutsIntoOneThatThereIs() throws IOException {
        assertThat(shell.run("group", "add", "new", "web1", "@shop").exit()).isZero();
        assertThat(shell.run("group", "add", "@shop", "web2").exit()).isZero();
        assertThat(shell.run("group", "add", "lab", "--target", "tag:env=lab").exit())
                .isZero();
        assertThat(shell.run("group", "remove", "shop", "web2").exit()).isZero();
        assertThat(server.posts())
                .extracting(post -> JsonWriter.compact(post.json()))
                .containsExactly(
                        "{\"nodes\":[\"web1\"],\"groups\":[\"@shop\"],\"name\":\"new\"}",
                        "{\"nodes\":[\"web2\"],\"groups\":[]}",
                        "{\"nodes\":[],\"groups\":[],\"name\":\"lab\",\"target\":\"tag:env=lab\"}",
                        "{\"nodes\":[\"web2\"],\"groups\":[]}");
        assertThat(shell.run("group", "list").data()).contains("NAME  KIND    MEMBERS", "shop  static  1");
    }

    @Test
    void showsThingsOfThePastAndDifferences() {
        server.on("GET /api/v1/nodes/web1", 200, "{\"id\":\"0199-a\"}")
                .on(
                        "GET /api/v1/nodes/0199-a/inventory/package?limit=1000&asOf=2026-03-01T12%3A00%3A00Z",
                        200,
                        "{\"items\":[{\"name\":\"bash\",\"version\":\"5.1-1\",\"attributes\":{\"arch\":\"x86_64\"}}]}")
                .on(
                        "GET /api/v1/nodes/0199-a/diff?with=web2",
                        200,
                        "{\"count\":1,\"truncated\":false,\"items\":[{\"section\":\"package\",\"name\":\"zlib\","
                                + "\"before\":\"1.2-1\"}]}");
        assertThat(shell.run("fact", "list", "web1", "package", "--as-of", "2026-03-01T12:00:00Z")
                        .data())
                .isEqualTo("NAME  VERSION  ATTRIBUTES\nbash  5.1-1    arch=x86_64\n");
        assertThat(shell.run("node", "diff", "web1", "web2").data())
                .isEqualTo("SECTION  NAME  BEFORE  AFTER\npackage  zlib  1.2-1   -\n");
        assertThat(shell.run("node", "diff", "web1").exit()).isEqualTo(64);
    }

    @Test
    void previewsATarget() {
        server.on(
                "GET /api/v1/targets?limit=1000&target=not%20tag%3Aenv%3Dprod",
                200,
                "{\"target\":\"not tag:env=prod\",\"count\":1,\"unknown\":4,\"items\":[{\"id\":\"0199-a\",\"name\":\"db1\","
                        + "\"state\":\"online\"}]}");
        server.on(
                "GET /api/v1/targets?limit=1000&target=no",
                200,
                "{\"target\":\"no\",\"count\":0,\"unknown\":0,\"items\":[]}");
        Shell.Result result = shell.run("node", "list", "--preview", "--filter", "not tag:env=prod");
        assertThat(result.data()).isEqualTo("NAME  STATE\ndb1   online\n");
        assertThat(result.talk()).contains("1 selected, 4 unknown.");
        assertThat(shell.run("node", "list", "--preview", "no").exit()).isEqualTo(3);
        assertThat(shell.run("node", "list", "no", "--filter", "no").exit()).isEqualTo(64);
    }
}
