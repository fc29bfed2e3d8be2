// SPDX-License-Identifier: Apache-2.0
package com.example.hello;

import org.osgi.service.component.annotations.Component;

/** Makes greetings. A service of this bundle alone: its package is not exported. */
@Component(service = Greeter.class)
public final class Greeter {
    /** Returns the greeting for a name. */
    public String greet(String name) {
        return "Hello, " + name + "!";
    }
}
