// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.node;

import io.centossrv.jobs.internal.delivery.DeliveryLoop;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresNodeWork;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.jobs.message.PauseNews;
import io.centossrv.jobs.message.PauseNoted;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import java.time.Clock;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes note of the pauses that nodes' administrators make. */
@Component(service = RequestHandler.class)
public final class PauseRequests implements RequestHandler<PauseNews, PauseNoted> {
    private static final int MOST_REASON = 1024;

    private final PostgresNodeWork work;
    private final Runnable deliver;
    private final Clock clock;

    @Activate
    public PauseRequests(@Reference JobsDatabase jobs, @Reference DeliveryLoop delivery) {
        this(new PostgresNodeWork(jobs), delivery::poke, Clock.systemUTC());
    }

    PauseRequests(PostgresNodeWork work, Runnable deliver, Clock clock) {
        this.work = work;
        this.deliver = deliver;
        this.clock = clock;
    }

    @Override
    public MessageType<PauseNews> question() {
        return PauseNews.TYPE;
    }

    @Override
    public MessageType<PauseNoted> answer() {
        return PauseNoted.TYPE;
    }

    @Override
    public PauseNoted handle(NodeId node, PauseNews news) {
        Instant now = clock.instant();
        work.note(
                node,
                news.pause()
                        .map(said ->
                                new NodePause(HeldText.of(said.reason(), MOST_REASON), said.since(), said.until())),
                now);
        if (news.pause().isEmpty()) {
            deliver.run();
        }
        return new PauseNoted(now);
    }
}
