// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.PlanDraft;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanWriterTest {
    private static final Instant SUBMITTED = Instant.parse("2026-03-01T10:00:00Z");
    private static final SortedMap<String, String> NONE = new TreeMap<>();

    private static final PlanBinding BINDING = new PlanBinding(
            NodeId.parse("01900000-0000-7000-8000-000000000001"),
            JobId.parse("01900000-0000-7000-8000-000000000002"),
            3,
            17,
            SUBMITTED,
            SUBMITTED.plusSeconds(600),
            Duration.ofHours(1));

    @Test
    void writesTheAgreedForm() {
        byte[] plan = new PlanWriter(text -> "open " + text)
                .write(BINDING, "{\"plays\":[],\"files\":{\"a.txt\":\"00\"}}", true, false, NONE);
        assertThat(new String(plan, StandardCharsets.UTF_8))
                .isEqualTo("{\"version\":1,\"node\":\"01900000-0000-7000-8000-000000000001\","
                        + "\"job\":\"01900000-0000-7000-8000-000000000002\",\"epoch\":3,"
                        + "\"notBefore\":\"2026-03-01T09:55:00Z\",\"notAfter\":\"2026-03-01T11:10:00Z\","
                        + "\"counter\":17,\"timeoutSeconds\":3600,\"check\":true,\"diff\":false,"
                        + "\"becomeUsers\":[],\"files\":{\"a.txt\":\"00\"},"
                        + "\"play\":{\"plays\":[],\"files\":{\"a.txt\":\"00\"}}}");
    }

    @Test
    void namesTheJarsOfModules() {
        SortedMap<String, String> jars = new TreeMap<>(Map.of("cd".repeat(32), "b.jar", "ab".repeat(32), "a.jar"));
        String plan = new String(
                new PlanWriter(text -> "open " + text).write(BINDING, "{\"plays\":[]}", false, false, jars),
                StandardCharsets.UTF_8);
        assertThat(plan)
                .contains("\"jars\":{\"" + "ab".repeat(32) + "\":\"a.jar\",\"" + "cd".repeat(32) + "\":\"b.jar\"}");
    }

    @Test
    void opensWhatIsSealedAndNamesItAsSecret() {
        String play = "{\"plays\":[{\"tasks\":[{\"environment\":{\"A\":\"1\"},\"sealedEnvironment\":{\"B\":\"2\"}},"
                + "{\"sealedEnvironment\":{\"C\":\"3\"}}]}]}";
        assertThat(new String(writer(play), StandardCharsets.UTF_8))
                .contains("\"secrets\":[\"open 2\",\"open 3\"]")
                .contains("{\"environment\":{\"A\":\"1\",\"B\":\"open 2\"}},{\"environment\":{\"C\":\"open 3\"}}")
                .doesNotContain("sealedEnvironment");
    }

    private static byte[] writer(String play) {
        return new PlanWriter(text -> "open " + text).write(BINDING, play, false, false, NONE);
    }

    @Test
    void listsWhomTasksBecome() {
        String play = "{\"plays\":[{\"tasks\":[{\"becomeUser\":\"root\"},{\"becomeUser\":\"app\"},{}]},"
                + "{\"tasks\":[{\"becomeUser\":\"app\"}]}]}";
        assertThat(new String(
                        new PlanWriter(text -> "open " + text).write(BINDING, play, false, false, NONE),
                        StandardCharsets.UTF_8))
                .contains("\"becomeUsers\":[\"app\",\"root\"]");
    }

    @Test
    void writesTheSameBytesAgain() {
        PlanWriter writer = new PlanWriter(text -> "open " + text);
        String play = "{\"plays\":[{\"name\":\"x\",\"tasks\":[]}]}";
        assertThat(writer.write(BINDING, play, false, true, NONE))
                .isEqualTo(writer.write(BINDING, play, false, true, NONE));
    }

    @Test
    void refusesWhatIsOverTheLimits() {
        byte[] large = new byte[4 * 1024 * 1024 - 64 * 1024];
        PlanDraft draft = new PlanDraft("{}", Map.of(Sha256.of(large), large), false, false);
        assertThatThrownBy(() -> CheckedPlan.of(draft))
                .isInstanceOfSatisfying(
                        CentossrvException.class,
                        e -> assertThat(e.code().name()).isEqualTo("plan-too-large"));
    }

    @Test
    void refusesWhatIsNoPlay() {
        for (String play : new String[] {"", "[]", "{", "null"}) {
            assertThatThrownBy(() -> CheckedPlan.of(new PlanDraft(play, Map.of(), false, false)))
                    .as(play)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAFileUnderAnotherName() {
        PlanDraft draft = new PlanDraft("{}", Map.of("00", new byte[] {1}), false, false);
        assertThatThrownBy(() -> CheckedPlan.of(draft)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsPlansApart() {
        byte[] file = {1, 2};
        PlanDraft draft = new PlanDraft("{}", Map.of(Sha256.of(file), file), false, false);
        PlanDraft equal = new PlanDraft("{}", Map.of(Sha256.of(file), file.clone()), false, false);
        PlanDraft check = new PlanDraft("{}", Map.of(Sha256.of(file), file), true, false);

        assertThat(CheckedPlan.of(draft).digest())
                .isEqualTo(CheckedPlan.of(equal).digest())
                .isNotEqualTo(CheckedPlan.of(check).digest());
    }
}
