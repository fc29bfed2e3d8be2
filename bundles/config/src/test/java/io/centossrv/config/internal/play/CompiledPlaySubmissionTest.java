// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.config.PlayRequest;
import io.centossrv.config.internal.domains.OtherDomains;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.PermissionDenied;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompiledPlaySubmissionTest {
    private static final Caller ALICE = new Caller("alice", Set.of("*"));
    private static final String PLAYBOOK = """
            - name: everywhere
              hosts: all
              tasks:
                - name: folder
                  file: {path: /tmp/demo, state: directory}
                - name: greeting
                  copy: {src: greeting.txt, dest: /tmp/demo/greeting}
            - name: web
              hosts: web*
              tasks:
                - command: {argv: [uname, -r]}
            """;

    private final RecordedJobs jobs = new RecordedJobs();
    private final FixedInventory inventory = new FixedInventory()
            .target("(all)", "db1", "web1", "web2")
            .target("(web*)", "web1", "web2")
            .target("web1", "web1");
    private final OtherDomains domains = new OtherDomains();
    private final CompiledPlaySubmission submission = new CompiledPlaySubmission(domains);

    @BeforeEach
    void bind() {
        domains.bindInventory(inventory);
        domains.bindJobs(jobs);
    }

    private static PlayRequest request(String playbook, Optional<String> limit) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("first.yml", playbook.getBytes(StandardCharsets.UTF_8));
        files.put("greeting.txt", "hello\n".getBytes(StandardCharsets.UTF_8));
        files.put("unused.bin", new byte[100]);
        return new PlayRequest("first.yml", files, limit, true, true, Duration.ofHours(1), Optional.of("key"));
    }

    private CentossrvException refused(PlayRequest request) {
        CentossrvException thrown =
                catchThrowableOfType(CentossrvException.class, () -> submission.submit(ALICE, request));
        assertThat(jobs.requests()).as("nothing is submitted").isEmpty();
        return thrown;
    }

    @Test
    void eachNodeGetsThePlaysThatSelectItWithTheFilesTheyNeed() {
        submission.submit(ALICE, request(PLAYBOOK, Optional.empty()));

        JobRequest request = jobs.requests().get(0);
        assertThat(request.kind()).isEqualTo("play");
        assertThat(request.plans()).hasSize(3);
        PlanDraft db = request.plans().get(FixedInventory.id("db1"));
        PlanDraft web = request.plans().get(FixedInventory.id("web1"));
        assertThat(db.play()).contains("everywhere").doesNotContain("uname");
        assertThat(web.play()).contains("everywhere").contains("uname");
        assertThat(web).isSameAs(request.plans().get(FixedInventory.id("web2")));
        assertThat(web.check()).isTrue();
        assertThat(web.diff()).isTrue();
        assertThat(db.files()).hasSize(1);
        assertThat(db.files().values().iterator().next()).isEqualTo("hello\n".getBytes(StandardCharsets.UTF_8));
        assertThat(request.names().get(FixedInventory.id("db1")).value()).isEqualTo("db1");
    }

    @Test
    void aLimitNarrowsDown() {
        submission.submit(ALICE, request(PLAYBOOK, Optional.of("web1")));
        assertThat(jobs.requests().get(0).plans()).containsOnlyKeys(FixedInventory.id("web1"));
    }

    @Test
    void saysWhereEachMistakeIs() {
        CentossrvException refused = refused(request("""
                - hosts: all
                  tasks:
                    - fil: {path: /x}
                    - file: {path: /x, state: nonsense}
                """, Optional.empty()));

        assertThat(refused.code().name()).isEqualTo("play-invalid");
        assertThat(refused.details()).extracting(ErrorDetail::pointer).containsOnly("first.yml");
        assertThat(refused.details()).extracting(ErrorDetail::line).containsExactly(3, 4);
        assertThat(refused.details()).extracting(ErrorDetail::column).allMatch(column -> column > 0);
    }

    @Test
    void localhostIsNoNode() {
        CentossrvException refused = refused(request(PLAYBOOK.replace("all", "localhost"), Optional.empty()));

        assertThat(refused.code().name()).isEqualTo("play-invalid");
        assertThat(refused.details().get(0).message()).contains("never on the control plane");
    }

    @Test
    void localhostIsANodeThatIsCalledSo() {
        inventory.target("localhost", "localhost").target("(localhost)", "localhost");
        submission.submit(ALICE, request(PLAYBOOK.replace("all", "localhost"), Optional.of("localhost")));
        assertThat(jobs.requests().get(0).plans()).containsOnlyKeys(FixedInventory.id("localhost"));
    }

    @Test
    void aPatternWithoutANodeIsFineWhereAnotherPlayHasSome() {
        submission.submit(ALICE, request(PLAYBOOK.replace("web*", "nowhere*"), Optional.empty()));
        assertThat(jobs.requests().get(0).plans()).hasSize(3);
    }

    @Test
    void noNodeAtAllIsAnError() {
        assertThat(refused(request(PLAYBOOK.replace("all", "no*").replace("web*", "no*"), Optional.empty()))
                        .code()
                        .name())
                .isEqualTo("target-empty");
    }

    @Test
    void pathsStayWithinTheProject() {
        for (String path : new String[] {"/etc/passwd", "../x", "a//b", "a/./b", "", "a\\b", "a\nb"}) {
            PlayRequest request = new PlayRequest(
                    "first.yml",
                    Map.of(path, new byte[0]),
                    Optional.empty(),
                    true,
                    false,
                    Duration.ofHours(1),
                    Optional.empty());
            assertThat(refused(request).code().name()).as(path).isEqualTo("play-invalid");
        }
    }

    @Test
    void aLargeProjectIsRefused() {
        PlayRequest large = new PlayRequest(
                "first.yml",
                Map.of("first.yml", new byte[4 * 1024 * 1024 + 1]),
                Optional.empty(),
                true,
                false,
                Duration.ofHours(1),
                Optional.empty());
        assertThat(refused(large).code().name()).isEqualTo("plan-too-large");
    }

    @Test
    void toApplyAnotherRightIsNeededThanToCheck() {
        Caller checker = new Caller("bob", Set.of("play:check"));
        PlayRequest check = request(PLAYBOOK, Optional.empty());
        PlayRequest apply = new PlayRequest(
                "first.yml", check.files(), Optional.empty(), false, false, Duration.ofHours(1), Optional.empty());

        assertThatThrownBy(() -> submission.submit(checker, apply)).isInstanceOf(PermissionDenied.class);
        submission.submit(checker, check);
        assertThat(jobs.requests()).hasSize(1);
    }

    @Test
    void applyingToManyIsConfirmedAndCheckingIsNot() {
        jobs.confirmAbove(0);
        PlayRequest check = request(PLAYBOOK, Optional.empty());
        submission.submit(ALICE, check);
        int nodes = jobs.requests().get(0).plans().size();

        assertThatThrownBy(() -> submission.submit(ALICE, applying(check, Optional.empty())))
                .isInstanceOfSatisfying(
                        CentossrvException.class,
                        e -> assertThat(e.code().name()).isEqualTo("confirmation-needed"));
        assertThatThrownBy(() -> submission.submit(ALICE, applying(check, Optional.of(nodes + 1))))
                .isInstanceOf(CentossrvException.class);
        assertThat(jobs.requests()).as("nothing is submitted").hasSize(1);
        submission.submit(ALICE, applying(check, Optional.of(nodes)));
        assertThat(jobs.requests().get(1).rollout().batch()).contains(Share.parse("10%"));
        assertThat(jobs.requests().get(1).fingerprint())
                .isNotEqualTo(jobs.requests().get(0).fingerprint());
    }

    private static PlayRequest applying(PlayRequest check, Optional<Integer> confirmed) {
        return new PlayRequest(
                check.playbook(),
                check.files(),
                check.limit(),
                false,
                false,
                check.timeToLive(),
                Optional.empty(),
                new Rollout(Optional.of(Share.parse("10%")), Optional.of(Share.parse("2"))),
                confirmed);
    }

    @Test
    void theFingerprintTellsRequestsApart() {
        submission.submit(ALICE, request(PLAYBOOK, Optional.empty()));
        submission.submit(ALICE, request(PLAYBOOK, Optional.empty()));
        submission.submit(ALICE, request(PLAYBOOK, Optional.of("web1")));

        assertThat(jobs.requests().get(0).fingerprint())
                .isEqualTo(jobs.requests().get(1).fingerprint());
        assertThat(jobs.requests().get(2).fingerprint())
                .isNotEqualTo(jobs.requests().get(0).fingerprint());
    }

    @Test
    void saysWhichDomainIsAbsent() {
        domains.unbindJobs(jobs);
        assertThatThrownBy(() -> submission.submit(ALICE, request(PLAYBOOK, Optional.empty())))
                .isInstanceOfSatisfying(
                        DomainUnavailable.class, e -> assertThat(e.domain()).isEqualTo("jobs"));
        domains.bindJobs(jobs);
        domains.unbindInventory(inventory);
        assertThatThrownBy(() -> submission.submit(ALICE, request(PLAYBOOK, Optional.empty())))
                .isInstanceOfSatisfying(
                        DomainUnavailable.class, e -> assertThat(e.domain()).isEqualTo("inventory"));
    }
}
