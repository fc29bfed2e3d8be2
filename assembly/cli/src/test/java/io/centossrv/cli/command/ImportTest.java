// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    private static final String PATH = "/api/v1/expected-hosts";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on(
                        "POST " + PATH,
                        200,
                        "{\"items\":[{\"kind\":\"group\",\"name\":\"web\",\"change\":\"made\"},"
                                + "{\"kind\":\"node\",\"name\":\"web1\",\"change\":\"unchanged\"}]}")
                .on(
                        "GET " + PATH,
                        200,
                        "{\"items\":[{\"name\":\"web1\",\"labels\":[\"tag:env=prod\"],\"groups\":[\"web\",\"db\"],"
                                + "\"source\":\"salt\",\"importedBy\":\"root\",\"since\":\"2026-11-20T12:00:00Z\"}]}")
                .on("DELETE " + PATH + "/web1", 204, "");
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ansible() throws IOException {
        Path file = file("{'_meta':{'hostvars':{'Web1':{'env':'prod','password':'x','port':22},'db1':{}}},"
                + "'all':{'children':['ungrouped','web_servers']},'ungrouped':{'hosts':['db1']},"
                + "'web_servers':{'hosts':['Web1'],'children':['edge']},'edge':['edge1'],'empty':{}}");
        Shell.Result done = shell.run("import", "ansible-inventory", file.toString(), "--tag", "env", "--tag", "port");
        assertThat(done.exit()).as(done.talk()).isZero();
        assertThat(done.data()).contains("group  web   made");
        assertThat(done.talk()).contains("3 hosts: 1 of 2 things were made or changed.");
        assertThat(asked())
                .isEqualTo("{'source':'ansible-inventory','hosts':[{'name':'db1','labels':[],'groups':[]},"
                        + "{'name':'edge1','labels':[],'groups':['edge']},"
                        + "{'name':'web1','labels':['tag:env=prod','tag:port=22'],'groups':['web-servers']}],"
                        + "'groups':[{'name':'edge','groups':[]},{'name':'empty','groups':[]},"
                        + "{'name':'web-servers','groups':['edge']}],'dryRun':false}");
    }

    @Test
    void foreman() throws IOException {
        Path file = file("[{'Id':1,'Name':'web1.example.com','Host Group':'Base/Web','Location':'Berlin 2',"
                + "'Organization':'Shop & Co','IP':'10.0.0.4'}]");
        assertThat(shell.run("import", "foreman", file.toString(), "--dry-run").talk())
                .contains("would be made or changed. Nothing was.");
        String hosts = "{'source':'foreman','hosts':[{'name':'web1.example.com','labels':['site:berlin-2',"
                + "'tag:organization=Shop & Co'],'groups':['base-web']}],"
                + "'groups':[{'name':'base','groups':['base-web']},{'name':'base-web','groups':[]}],'dryRun':";
        assertThat(asked()).isEqualTo(hosts + "true}");
        Path api = file("{'total':1,'subtotal':1,'results':[{'name':'web1.example.com','hostgroup_title':'Base/Web',"
                + "'location_name':'Berlin 2','organization_name':'Shop & Co','environment_name':null}]}");
        assertThat(shell.run("import", "foreman", api.toString()).exit()).isZero();
        assertThat(asked()).isEqualTo(hosts + "false}");
    }

    @Test
    void salt() throws IOException {
        Path grains = file("{'web1':{'roles':['Web','cache'],'env':'prod'},'db1':false}");
        assertThat(shell.run("import", "salt", grains.toString(), "--tag", "env")
                        .exit())
                .isZero();
        assertThat(asked())
                .contains("{'name':'db1','labels':[],'groups':[]}", "['role:cache','role:web','tag:env=prod']");
        Path status = file("{'down':['db1'],'up':['web1']}");
        assertThat(shell.run("import", "salt", status.toString()).exit()).isZero();
        assertThat(asked()).contains("'db1'", "'web1'", "'groups':[]");
    }

    @Test
    void eachMistakeHasItsPlace() throws IOException {
        Path broken = file("{'web':\n  {'hosts': [}");
        Shell.Result result = shell.run("import", "ansible-inventory", broken.toString());
        assertThat(result.exit()).isEqualTo(65);
        assertThat(result.talk()).contains(broken + ":2:", "ansible-inventory -i FILE --list");
        assertThat(mistakes(
                        "ansible-inventory",
                        "{'_meta':{'hostvars':{'a/b':{},'web1':{'env':{}}}},'web':{'hosts':[7]},"
                                + "'a_b':{},'a-b':{},'c':1,'d':{'children':'web'}}"))
                .contains(
                        "6 things",
                        "#/_meta/hostvars/a~1b: ",
                        "#/_meta/hostvars/web1/env: is no text",
                        "#/web/hosts/0: is no name",
                        "#/a-b: 'a-b' and 'a_b' would both be the group a-b",
                        "#/c: is no group",
                        "#/d/children: is no list");
        assertThat(mistakes("foreman", "{'results':[{'name':''},7],'subtotal':3}"))
                .contains("#/results/0: has no name", "#/results/1: is no host", "#/subtotal: ");
        assertThat(mistakes("foreman", "{}")).contains("#/results: is no list of hosts");
        assertThat(mistakes("salt", "[]")).contains("#: is no object of minions");
        assertThat(mistakes("salt", "{'web_1':{},'web1':{'roles':[{}]}}"))
                .contains("#/web_1: 'web_1' can't be a node's name", "#/web1/roles/0: is no role");
        assertThat(shell.run("import", "salt", file("{}").toString()).exit()).isEqualTo(3);
        assertThat(shell.run("import", "salt", home.resolve("none").toString()).exit())
                .isEqualTo(64);
        assertThat(server.posts()).isEmpty();
    }

    @Test
    void whatTheControlPlaneRefusesIsShownInTheFile() throws IOException {
        try (FakeControlPlane other = new FakeControlPlane()
                .on(
                        "POST " + PATH,
                        422,
                        "{\"type\":\"about:blank\",\"title\":\"T\",\"status\":422,\"code\":\"import-invalid\","
                                + "\"detail\":\"No.\",\"errors\":[{\"pointer\":\"/hosts/0/name\",\"message\":\"a word\"}]}")) {
            Path file = file("{'and':{}}");
            Shell.Result refused = new Shell(home).loggedIn(other).run("import", "salt", file.toString());
            assertThat(refused.talk()).contains(file + "#/and: /hosts/0/name").contains("a word");
        }
    }

    @Test
    void expectedHostsAreListedAndRemoved() {
        assertThat(shell.run("expected-host", "list").data())
                .contains("NAME  SOURCE  GROUPS  LABELS", "web1  salt    web db  tag:env=prod");
        assertThat(shell.run("expected-host", "remove", "web1").talk()).contains("web1 is expected no more.");
    }

    private String mistakes(String kind, String json) throws IOException {
        Shell.Result result = shell.run("import", kind, file(json).toString(), "--tag", "env");
        assertThat(result.exit()).as(result.talk()).isEqualTo(65);
        return result.talk();
    }

    private String asked() throws IOException {
        return JsonWriter.compact(server.posts().get(server.posts().size() - 1).json())
                .replace('"', '\'');
    }

    private Path file(String json) throws IOException {
        return Files.writeString(Files.createTempFile(home, "hosts", ".json"), json.replace('\'', '"'));
    }
}
