// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What one round does.
 *
 * @param number from 1
 * @param blows what is struck, all at about the same time
 * @param host index of the host that is struck
 * @param millisBefore from the round's jobs to the blows, but for those that wait for their moment
 * @param millisStopped how long an executor is held still by SIGSTOP before it is killed; 0 for not at all
 * @param millisCut how long a cable is out
 * @param jobs what it starts on all the hosts
 */
record Round(
        int number, Set<Blow> blows, int host, int millisBefore, int millisStopped, int millisCut, List<Mark> jobs) {
    private static final int MOST_JOBS = 4;

    Round {
        blows = Set.copyOf(blows);
        jobs = List.copyOf(jobs);
    }

    /** Makes one out of chance. */
    static Round of(int number, String series, List<Blow> among, boolean suicides, int hosts, Random chance) {
        Set<Blow> blows = EnumSet.of(among.get(chance.nextInt(among.size())));
        while (chance.nextInt(3) == 0 && blows.size() < among.size()) {
            blows.add(among.get(chance.nextInt(among.size())));
        }
        int jobs = 1 + chance.nextInt(MOST_JOBS);
        return new Round(
                number,
                blows,
                chance.nextInt(hosts),
                chance.nextInt(700),
                chance.nextBoolean() ? 0 : chance.nextInt(1500),
                200 + chance.nextInt(3000),
                java.util.stream.IntStream.range(0, jobs)
                        .mapToObj(i -> Mark.of(series + number + "-" + i, suicides, chance))
                        .toList());
    }
}
