// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

/** The protocol over ZeroMQ with CURVE. */
class ZeroMqBusTest extends BusContractTest {
    @Override
    protected Bench bench() {
        return new ZeroMqBench();
    }
}
