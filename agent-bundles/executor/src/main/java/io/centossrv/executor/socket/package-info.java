/** How the agent talks to the executor. */
package io.centossrv.executor.socket;
