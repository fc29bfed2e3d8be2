// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends what would unpack for ever. */
final class BoundedStream extends FilterInputStream {
    static final long LARGEST = 64L * 1024 * 1024 * 1024;

    private long left = LARGEST;

    BoundedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("the content is larger than " + LARGEST + " bytes");
        }
    }
}
