// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.rest.internal.routing.ServedApplication;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends a request's stay when its asynchronous answer is complete. */
final class StayListener implements AsyncListener {
    private final ServedApplication.Stay stay;

    StayListener(ServedApplication.Stay stay) {
        this.stay = stay;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        stay.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // onComplete follows
    }

    @Override
    public void onError(AsyncEvent event) {
        // onComplete follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // a new cycle starts without the listeners of the old one
        event.getAsyncContext().addListener(this);
    }
}
