// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.ScheduleRun;
import io.centossrv.persistence.EventDraft;

/** The events of schedules. */
final class ScheduleEvents {
    private ScheduleEvents() {}

    static EventDraft changed(String what, Schedule schedule, String actor) {
        String data = "{\"cron\":" + JobEvents.quoted(schedule.timing().cron().toString()) + ",\"zone\":"
                + JobEvents.quoted(schedule.timing().zone().getId()) + "}";
        return new EventDraft("schedule." + what, schedule.name(), actor, true, data);
    }

    static EventDraft run(String schedule, ScheduleRun.State state, String reason, String dueAt) {
        String data = "{\"state\":" + JobEvents.quoted(JobEvents.word(state)) + ",\"reason\":"
                + JobEvents.quoted(reason) + ",\"dueAt\":" + JobEvents.quoted(dueAt) + "}";
        return new EventDraft("schedule.run", schedule, "jobs", false, data);
    }
}
