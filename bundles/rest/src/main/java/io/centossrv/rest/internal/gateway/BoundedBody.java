// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.rest.internal.problem.BodyTooLarge;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A request's body that ends with an error once it is longer than allowed. */
final class BoundedBody extends ServletInputStream {
    private final ServletInputStream body;
    private final long limit;
    private long read;

    BoundedBody(ServletInputStream body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = body.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int octets = body.read(buffer, offset, length);
        count(Math.max(0, octets));
        return octets;
    }

    private void count(int octets) throws BodyTooLarge {
        read += octets;
        if (read > limit) {
            throw new BodyTooLarge(limit);
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
