/** Hosts for tests: booted systems that look and behave like CentOS Stream 9 for what we manage. */
package io.centossrv.hosts;
